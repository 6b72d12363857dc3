using System.Buffers;
using MailFront.Protocol.DovecotAuth;

namespace MailFront.UnitTests.Protocol.DovecotAuth;

public sealed class DovecotAuthRequestTests
{
    private readonly ArrayBufferWriter<byte> _output = new(DovecotAuthRequest.MaxLineBytes);

    [Fact]
    public void The_handshake_is_version_and_client_id()
    {
        Assert.Equal("VERSION\t1\t2\nCPID\t4711\n", Octets.Text(DovecotAuthRequest.Handshake(4711)));
    }

    [Fact]
    public void A_request_tells_what_is_known_and_the_response_last()
    {
        var login = new DovecotAuthLogin("imap")
        {
            IsSecure = true,
            SessionId = "c1",
            LocalAddress = "192.0.2.1",
            LocalPort = 993,
            RemoteAddress = "2001:db8::1",
            RemotePort = 4000,
        };

        Assert.True(DovecotAuthRequest.TryWrite(_output, 7, "AGEAYg=="u8, login));

        Assert.Equal(
            "AUTH\t7\tPLAIN\tservice=imap\tsecured=tls\tno-penalty\tnologin\tsession=c1\tlip=192.0.2.1\trip=2001:db8::1\tlport=993\trport=4000\tresp=AGEAYg==\n",
            Octets.Text(_output.WrittenSpan));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        Assert.True(DovecotAuthRequest.TryWrite(_output, 4294967295, "AGEAYg=="u8, new DovecotAuthLogin("pop3")));

        Assert.Equal("AUTH\t4294967295\tPLAIN\tservice=pop3\tno-penalty\tnologin\tresp=AGEAYg==\n", Octets.Text(_output.WrittenSpan));
    }

    [Theory]
    [InlineData("a\tsecured=tls")]
    [InlineData("a\nAUTH\t9\tPLAIN")]
    [InlineData("a\r\n")]
    [InlineData("a\0b")]
    [InlineData("a\u0001tb")]
    public void No_value_becomes_a_parameter_or_a_line(string sessionId)
    {
        Assert.True(DovecotAuthRequest.TryWrite(_output, 1, "AA=="u8, new DovecotAuthLogin(sessionId) { SessionId = sessionId, RemoteAddress = sessionId }));

        string line = Octets.Text(_output.WrittenSpan);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(9, line.Split('\t').Length);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_line_that_Dovecot_would_not_read_is_not_written(int more, bool isWritten)
    {
        int around = "AUTH\t1\tPLAIN\tservice=imap\tno-penalty\tnologin\tresp=\n".Length;
        byte[] response = [.. Enumerable.Repeat((byte)'A', DovecotAuthRequest.MaxLineBytes - around + more)];

        Assert.Equal(isWritten, DovecotAuthRequest.TryWrite(_output, 1, response, new DovecotAuthLogin("imap")));
        Assert.True(_output.WrittenCount <= DovecotAuthRequest.MaxLineBytes);
    }
}
