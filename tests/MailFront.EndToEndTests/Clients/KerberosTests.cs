using System.Net;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>GSSAPI with a real KDC and libsasl's clients.</summary>
[Collection(OwnProcess.Name)]
public sealed class KerberosTests(DovecotPair pair)
{
    [Theory]
    [InlineData("imtest", "imap", "OK [CAPABILITY")]
    [InlineData("pop3test", "pop3", "+OK")]
    public async Task A_ticket_logs_its_user_in_and_nobody_else(string program, string service, string success)
    {
        await using var kdc = await KerberosServer.StartAsync(DovecotPair.Alice);
        await using var front = await StartAsync(kdc);
        string[] As(string user) =>
            ["/usr/lib/cyrus/bin/" + program, "-m", "GSSAPI", "-u", user, "-a", "alice", "-p", $"{((IPEndPoint)front[service]).Port}", "localhost"];

        var own = await kdc.RunAsAsync(DovecotPair.Alice, "Q LOGOUT\r\nQUIT\r\n", As("alice"));
        var other = await kdc.RunAsAsync(DovecotPair.Alice, "Q LOGOUT\r\nQUIT\r\n", As("bob"));

        Assert.True(own.Output.Contains("Authenticated.", StringComparison.Ordinal), own.Output + own.Errors + front.Log);
        Assert.Contains(success, own.Output, StringComparison.Ordinal);
        Assert.Contains("alice GSSAPI", front.Log, StringComparison.Ordinal);
        Assert.Contains("Authentication failed", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_noise_is_refused_and_the_next_ticket_is_taken()
    {
        await using var kdc = await KerberosServer.StartAsync(DovecotPair.Alice);
        await using var front = await StartAsync(kdc);
        await using var client = await ImapConversation.ConnectAsync(front.Imap);

        var refused = await client.CommandAsync("AUTHENTICATE GSSAPI YIICQQYJKoZIhvcSAQICAQBuggIw");
        var own = await kdc.RunAsAsync(
            DovecotPair.Alice, "Q LOGOUT\r\n", "/usr/lib/cyrus/bin/imtest", "-m", "GSSAPI", "-p", $"{((IPEndPoint)front.Imap).Port}", "-u", "alice", "localhost");

        Assert.StartsWith("NO [AUTHENTICATIONFAILED]", refused.Status, StringComparison.Ordinal);
        Assert.Contains("Authenticated.", own.Output, StringComparison.Ordinal);
    }

    private async Task<MailFrontProcess> StartAsync(KerberosServer kdc)
    {
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("sasl_mech_list", "GSSAPI PLAIN")
            .Option("mailfront_krb5_realm", KerberosServer.Realm)
            .Option("mailfront_krb5_keytab", kdc.Keytab);
        configuration.Environment["KRB5_CONFIG"] = kdc.Configuration;
        configuration.Environment["KRB5RCACHENAME"] = $"file2:{kdc.Keytab}.rcache";
        return await MailFrontProcess.StartAsync(configuration);
    }
}
