using System.Buffers.Binary;
using System.Net;
using System.Text;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Listeners;

/// <summary>PROXY protocol towards clients: believed only from <c>mailfront_trusted_proxies</c>.</summary>
[Collection(OwnProcess.Name)]
public sealed class ProxyProtocolTests(DovecotPair pair)
{
    private const string TrustedProxy = "127.0.3.1";
    private const string Stranger = "127.0.3.2";
    private const string ClaimedAddress = "203.0.113.7";

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task The_address_a_trusted_proxy_names_is_the_client(string version)
    {
        await using var front = await StartAsync();
        await using var client = await LineClient.ConnectAsync(front["imapproxy"], from: TrustedProxy);
        await client.SendAsync(Header(version));
        Assert.StartsWith("* OK", await client.ReadLineAsync(), StringComparison.Ordinal);

        await client.SendAsync("a LOGIN alice canary-wrong\r\n");

        Assert.StartsWith("a NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains($"[{ClaimedAddress}]", await front.WaitForLogAsync("badlogin: "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task The_backend_learns_the_address_a_trusted_proxy_names(string version)
    {
        await using var front = await StartAsync();
        await using var client = await LineClient.ConnectAsync(front["pop3proxy"], from: TrustedProxy);
        await client.SendAsync(Header(version));
        Assert.StartsWith("+OK", await client.ReadLineAsync(), StringComparison.Ordinal);

        await client.SendAsync($"USER carol\r\nPASS {DovecotPair.Carol.Password}\r\nQUIT\r\n");

        var answers = await client.ReadToEndAsync();
        Assert.DoesNotContain("-ERR", answers, StringComparison.Ordinal);
        await LogText.WaitForLineAsync(
            pair.Mail1.LogFile,
            line => line.Contains("pop3-login: Info: Login: user=<carol>", StringComparison.Ordinal) && line.Contains($"rip={ClaimedAddress},", StringComparison.Ordinal),
            $"a POP3 login from {ClaimedAddress}");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task A_header_from_a_stranger_is_not_believed(string version)
    {
        await using var front = await StartAsync();
        await using var client = await LineClient.ConnectAsync(front["imapproxy"], from: Stranger);

        await client.SendAsync(Header(version));
        await client.SendAsync("a LOGIN alice canary-wrong\r\nb LOGOUT\r\n");
        await client.ReadToEndAsync();

        await front.WaitForLogAsync(Stranger);
        Assert.DoesNotContain(ClaimedAddress, front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_that_sends_no_header_is_closed_at_the_deadline()
    {
        await using var front = await StartAsync();
        await using var client = await LineClient.ConnectAsync(front["imapproxy"], from: TrustedProxy);

        var said = await client.ReadToEndAsync();

        Assert.DoesNotContain("* OK", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_begins_behind_the_header()
    {
        await using var front = await StartAsync();
        await using var client = await LineClient.ConnectAsync(front["imapsproxy"], from: TrustedProxy);

        await client.SendAsync(Header("v1"));
        await client.SecureAsync();

        Assert.StartsWith("* OK", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    private Task<MailFrontProcess> StartAsync() => MailFrontProcess.StartAsync(
        FrontConfiguration.ForDovecot(pair)
            .WithoutServices()
            .Service("imapproxy", "imapd -H", "127.0.0.1:0")
            .Service("imapsproxy", "imapd -s -H", "127.0.0.1:0")
            .Service("pop3proxy", "pop3d -H", "127.0.0.1:0")
            .Option("mailfront_trusted_proxies", $"{TrustedProxy}/32")
            .Option("mailfront_proxy_header_deadline", "1s"));

    private static byte[] Header(string version)
    {
        if (version == "v1")
        {
            return Encoding.ASCII.GetBytes($"PROXY TCP4 {ClaimedAddress} 192.0.2.1 40000 143\r\n");
        }

        // Signature, version 2 PROXY, TCP over IPv4, 12 bytes of addresses (HAProxy's proxy-protocol.txt §2.2).
        byte[] header = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12, .. new byte[12]];
        IPAddress.Parse(ClaimedAddress).GetAddressBytes().CopyTo(header, 16);
        IPAddress.Parse("192.0.2.1").GetAddressBytes().CopyTo(header, 20);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24), 40000);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(26), 143);
        return header;
    }
}
