using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Backends;

/// <summary>Dovecot's own log shows the client, not MailFront.</summary>
[Collection(DovecotSessions.Name)]
public sealed class ClientAddressTests(DovecotFront fixture)
{
    [Fact]
    public async Task An_imap_clients_address_is_forwarded_by_id()
    {
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, DovecotPair.Bob, from: "127.0.4.1");

        await LogText.WaitForLineAsync(
            fixture.Pair.Mail2.LogFile,
            line => line.Contains("imap-login: Info: Login: user=<bob>", StringComparison.Ordinal) && line.Contains("rip=127.0.4.1,", StringComparison.Ordinal),
            "an IMAP login from 127.0.4.1");
    }

    [Fact]
    public async Task A_pop3_clients_address_is_forwarded_by_xclient()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3, from: "127.0.4.2");
        Assert.StartsWith("+OK", await client.PassAsync(DovecotPair.Bob), StringComparison.Ordinal);

        await LogText.WaitForLineAsync(
            fixture.Pair.Mail2.LogFile,
            line => line.Contains("pop3-login: Info: Login: user=<bob>", StringComparison.Ordinal) && line.Contains("rip=127.0.4.2,", StringComparison.Ordinal),
            "a POP3 login from 127.0.4.2");
    }
}
