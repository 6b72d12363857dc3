using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Backends;

/// <summary>PROXY protocol towards backends: Dovecot's haproxy listeners take the client's address from the header.</summary>
[Collection(OwnProcess.Name)]
public sealed class ProxyHeaderToBackendTests(DovecotPair pair)
{
    [Theory]
    [InlineData("v1", "127.0.4.11")]
    [InlineData("v2", "127.0.4.12")]
    public async Task The_header_carries_the_clients_address(string version, string address)
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option(
            "mailfront_backend_mail1",
            $"{pair.Mail1.ImapBehindProxyHeader} pop3={pair.Mail1.Pop3BehindProxyHeader} kind=dovecot tls=off proxy_protocol={version}"));

        await using var imap = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: address);
        await using var pop3 = await Pop3Conversation.ConnectAsync(front.Pop3, from: address);
        Assert.StartsWith("+OK", await pop3.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);

        await LoginIsLoggedAsync("imap-login: Info: Login: user=<alice>", address);
        await LoginIsLoggedAsync("pop3-login: Info: Login: user=<carol>", address);
    }

    private Task<string> LoginIsLoggedAsync(string login, string address) => LogText.WaitForLineAsync(
        pair.Mail1.LogFile,
        line => line.Contains(login, StringComparison.Ordinal) && line.Contains($"rip={address},", StringComparison.Ordinal),
        $"{login} from {address}");
}
