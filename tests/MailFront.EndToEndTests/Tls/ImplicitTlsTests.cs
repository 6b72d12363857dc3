using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Tls;

[Collection(DovecotSessions.Name)]
public sealed class ImplicitTlsTests(DovecotFront fixture)
{
    [Fact]
    public async Task A_large_message_arrives_over_imaps_as_the_backend_has_it()
    {
        await using var direct = await ImapConversation.LoggedInAsync(fixture.Pair.Mail1.Imap, DovecotPair.Alice);
        (await direct.CommandAsync("EXAMINE INBOX")).Ok();
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imaps, DovecotPair.Alice, tls: true);
        (await client.CommandAsync("EXAMINE INBOX")).Ok();

        var through = await client.HashOfMessageAsync(13);

        Assert.Equal(await direct.HashOfMessageAsync(13), through);
    }

    [Fact]
    public async Task A_maildrop_is_read_over_pop3s()
    {
        await using var client = await Pop3Conversation.LoggedInAsync(fixture.Front.Pop3s, DovecotPair.Carol, tls: true);

        Assert.StartsWith("+OK 13 ", await client.CommandAsync("STAT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imaps_offers_no_starttls()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imaps, tls: true);

        var capability = (await client.CommandAsync("CAPABILITY")).Ok();

        Assert.DoesNotContain(capability.Untagged, line => line.Contains("STARTTLS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plaintext_on_the_imaps_port_ends_the_connection()
    {
        await using var client = await LineClient.ConnectAsync(fixture.Front.Imaps);

        await client.SendAsync("a CAPABILITY\r\n");

        Assert.DoesNotContain("IMAP4rev1", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
