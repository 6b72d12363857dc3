using System.Buffers;
using MailFront.Protocol.DovecotAuth;

namespace MailFront.UnitTests.Protocol.DovecotAuth;

public sealed class DovecotEscapingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a\tb", "a\u0001tb")]
    [InlineData("a\r\nb", "a\u0001r\u0001nb")]
    [InlineData("\0", "\u00010")]
    [InlineData("\u0001t", "\u00011t")]
    [InlineData("x\tuser=root\nOK\t1", "x\u0001tuser=root\u0001nOK\u0001t1")]
    [InlineData("%0d%0a%09", "%0d%0a%09")]
    public void What_could_end_a_parameter_is_escaped(string value, string escaped)
    {
        Assert.Equal(escaped, Octets.Text(Escape(Octets.Of(value))));
        Assert.Equal(value, Octets.Text(DovecotEscaping.Read(Octets.Of(escaped))));
    }

    [Fact]
    public void Anything_comes_back_and_has_no_separator_on_the_way()
    {
        var random = new Random(20261124);
        for (int round = 0; round < 2000; round++)
        {
            byte[] value = Octets.Random(random, 40, "\0\u0001\t\r\n=a");

            byte[] escaped = Escape(value);

            Assert.False(escaped.AsSpan().ContainsAny("\0\t\r\n"u8));
            Assert.Equal(value, DovecotEscaping.Read(escaped));
        }
    }

    [Theory]
    [InlineData("a\u0001", "a")]
    [InlineData("a\u0001x", "ax")]
    public void Unknown_and_cut_escapes_do_no_harm(string escaped, string value)
    {
        Assert.Equal(value, Octets.Text(DovecotEscaping.Read(Octets.Of(escaped))));
    }

    private static byte[] Escape(byte[] value)
    {
        var output = new ArrayBufferWriter<byte>();
        DovecotEscaping.Write(output, value);
        return output.WrittenSpan.ToArray();
    }
}
