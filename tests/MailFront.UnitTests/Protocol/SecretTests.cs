using MailFront.Protocol;

namespace MailFront.UnitTests.Protocol;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_prints_as_stars_and_is_wiped()
    {
        byte[] source = "hunter2"u8.ToArray();
        var secret = new Secret(source);
        source.AsSpan().Clear();

        Assert.Equal("***", $"{secret}");
        Assert.True(secret.FixedTimeEquals("hunter2"u8));
        Assert.False(secret.FixedTimeEquals("hunter3"u8));

        secret.Dispose();

        Assert.Equal(new byte[7], secret.Bytes.ToArray());
        Assert.Equal(7, secret.Length);
    }
}
