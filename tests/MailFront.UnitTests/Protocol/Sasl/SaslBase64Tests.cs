using MailFront.Protocol.Sasl;

namespace MailFront.UnitTests.Protocol.Sasl;

public sealed class SaslBase64Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("=", "")]
    [InlineData("Zg==", "f")]
    [InlineData("Zm8=", "fo")]
    [InlineData("Zm9v", "foo")]
    [InlineData("+/+/", "\xfb\xff\xbf")]
    public void Proper_base64_is_decoded(string base64, string expected)
    {
        byte[] destination = new byte[expected.Length];

        Assert.True(SaslBase64.TryDecode(Octets.Of(base64), destination, out int written));
        Assert.Equal(expected, Octets.Text(destination.AsSpan(0, written)));
    }

    [Theory]
    [InlineData("Zg")]
    [InlineData("Zg=")]
    [InlineData("Z===")]
    [InlineData("====")]
    [InlineData("==")]
    [InlineData("Zm9v=")]
    [InlineData("Zg==Zg==")]
    [InlineData("Zm 9")]
    [InlineData("Zm9v\r\n")]
    [InlineData("Zm9v    ")]
    [InlineData("\tZm9")]
    [InlineData("Zm-_")]
    [InlineData("Zh==")]
    [InlineData("Zm9=")]
    [InlineData("Zm9vZh==")]
    [InlineData("*")]
    [InlineData("\xff\xff\xff\xff")]
    public void Anything_looser_is_refused_and_leaves_nothing_behind(string base64)
    {
        byte[] destination = new byte[32];

        Assert.False(SaslBase64.TryDecode(Octets.Of(base64), destination, out int written));
        Assert.Equal(0, written);
        Assert.Equal(new byte[32], destination);
    }

    [Fact]
    public void A_destination_too_small_is_no_success() => Assert.False(SaslBase64.TryDecode("Zm9v"u8, new byte[2], out _));

    [Fact]
    public void What_was_encoded_decodes_to_itself()
    {
        var random = new Random(17);
        for (int i = 0; i < 2000; i++)
        {
            byte[] octets = new byte[random.Next(60)];
            random.NextBytes(octets);
            byte[] decoded = new byte[octets.Length];

            Assert.True(SaslBase64.TryDecode(SaslBase64.Encode(octets), decoded, out int written));
            Assert.Equal(octets, decoded[..written]);
        }
    }
}
