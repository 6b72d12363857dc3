using System.Net;
using MailFront.Protocol.ProxyHeader;

namespace MailFront.UnitTests.Protocol.ProxyHeader;

public sealed class ProxyHeaderWriterTests
{
    private readonly byte[] _buffer = new byte[ProxyHeaderWriter.MaxBytes];

    [Theory]
    [InlineData("1.2.3.4:1234", "5.6.7.8:143", "PROXY TCP4 1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("[2001:db8::1]:1234", "[::1]:143", "PROXY TCP6 2001:db8::1 ::1 1234 143\r\n")]
    [InlineData("[::ffff:1.2.3.4]:1234", "[::ffff:5.6.7.8]:143", "PROXY TCP4 1.2.3.4 5.6.7.8 1234 143\r\n")]
    [InlineData("1.2.3.4:1234", "[::1]:143", "PROXY TCP6 ::ffff:1.2.3.4 ::1 1234 143\r\n")]
    [InlineData("[fe80::1%3]:1234", "[fe80::2%3]:143", "PROXY TCP6 fe80::1 fe80::2 1234 143\r\n")]
    public void The_text_form_names_both_ends(string source, string destination, string expected)
    {
        int length = ProxyHeaderWriter.WriteV1(_buffer, IPEndPoint.Parse(source), IPEndPoint.Parse(destination));

        Assert.Equal(expected, Octets.Text(_buffer.AsSpan(0, length)));
    }

    [Fact]
    public void Without_both_ends_nothing_is_claimed()
    {
        IPEndPoint known = IPEndPoint.Parse("1.2.3.4:5");

        Assert.Equal("PROXY UNKNOWN\r\n", Octets.Text(_buffer.AsSpan(0, ProxyHeaderWriter.WriteV1(_buffer, null, known))));
        Assert.Equal("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", Octets.Text(_buffer.AsSpan(0, ProxyHeaderWriter.WriteV2(_buffer, known, null))));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var random = new Random(29);
        for (int i = 0; i < 2000; i++)
        {
            int size = random.Next(2) == 0 ? 4 : 16;
            IPEndPoint source = RandomEndPoint(random, size);
            IPEndPoint destination = RandomEndPoint(random, size);

            int text = ProxyHeaderWriter.WriteV1(_buffer, source, destination);
            Assert.Equal(ProxyHeaderStatus.Ok, ProxyHeaderParser.Parse(_buffer.AsSpan(0, text), out var fromText, out int textConsumed));
            int binary = ProxyHeaderWriter.WriteV2(_buffer, source, destination);
            Assert.Equal(ProxyHeaderStatus.Ok, ProxyHeaderParser.Parse(_buffer.AsSpan(0, binary), out var fromBinary, out int binaryConsumed));

            Assert.Equal((source, destination, text), (fromText.Source, fromText.Destination, textConsumed));
            Assert.Equal((source, destination, binary), (fromBinary.Source, fromBinary.Destination, binaryConsumed));
        }
    }

    private static IPEndPoint RandomEndPoint(Random random, int size)
    {
        byte[] address = new byte[size];
        random.NextBytes(address);
        return new IPEndPoint(new IPAddress(address), random.Next(65536));
    }
}
