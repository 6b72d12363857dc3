using System.Net;
using MailFront.Backends;
using MailFront.Backends.Dialects;

namespace MailFront.UnitTests.Backends.Dialects;

public sealed class ClientIdentityWriterTests
{
    [Fact]
    public void Behind_a_unix_socket_only_session_and_ttl_are_told()
    {
        var client = new ClientIdentity(null, null, "s1");

        Assert.Equal("(\"x-session-id\" \"s1\" \"x-proxy-ttl\" \"6\")", ClientIdentityWriter.ImapIdList(client));
        Assert.Equal("XCLIENT SESSION=s1 TTL=6", ClientIdentityWriter.Pop3XClient(client));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:DB8:0:0::7", "2001:db8::7")]
    [InlineData("fe80::1%2", "fe80::1")]
    public void Addresses_are_written_as_inet_ntop_does(string address, string written)
    {
        var client = new ClientIdentity(new IPEndPoint(IPAddress.Parse(address), 1), null, string.Empty);

        Assert.Equal($"XCLIENT ADDR={written} PORT=1 TTL=6", ClientIdentityWriter.Pop3XClient(client));
    }

    [Fact]
    public void The_ttl_goes_down_by_one()
    {
        var client = new ClientIdentity(null, null, string.Empty) { ProxyTtl = 3 };

        Assert.Equal("XCLIENT TTL=2", ClientIdentityWriter.Pop3XClient(client));
    }

    [Fact]
    public void A_session_id_keeps_only_harmless_characters_and_is_cut()
    {
        var client = new ClientIdentity(null, null, "a b=\"\r\n\\" + new string('x', 200));

        Assert.Equal($"XCLIENT SESSION=ab{new string('x', 62)} TTL=6", ClientIdentityWriter.Pop3XClient(client));
    }
}
