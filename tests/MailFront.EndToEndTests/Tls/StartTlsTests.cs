using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Tls;

[Collection(DovecotSessions.Name)]
public sealed class StartTlsTests(DovecotFront fixture)
{
    [Fact]
    public async Task Starttls_secures_an_imap_session()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);
        (await client.CommandAsync("STARTTLS")).Ok();
        await client.Line.SecureAsync();

        var capability = (await client.CommandAsync("CAPABILITY")).Ok();

        Assert.DoesNotContain(capability.Untagged, line => line.Contains("STARTTLS", StringComparison.Ordinal));
        (await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Ok();
        (await client.CommandAsync("SELECT INBOX")).Ok();
    }

    [Fact]
    public async Task Stls_secures_a_pop3_session()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);
        Assert.StartsWith("+OK", await client.CommandAsync("STLS"), StringComparison.Ordinal);
        await client.Line.SecureAsync();

        var capabilities = await client.LinesAsync("CAPA");

        Assert.DoesNotContain("STLS", capabilities);
        Assert.StartsWith("+OK", await client.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_starttls_is_refused()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);
        (await client.CommandAsync("STARTTLS")).Ok();
        await client.Line.SecureAsync();

        var answer = await client.CommandAsync("STARTTLS");

        Assert.Matches("^(NO|BAD) ", answer.Status);
    }

    [Fact]
    public async Task A_user_name_given_before_stls_is_forgotten()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);
        Assert.StartsWith("+OK", await client.CommandAsync("USER carol"), StringComparison.Ordinal);
        Assert.StartsWith("+OK", await client.CommandAsync("STLS"), StringComparison.Ordinal);
        await client.Line.SecureAsync();

        var answer = await client.CommandAsync($"PASS {DovecotPair.Carol.Password}");

        Assert.StartsWith("-ERR", answer, StringComparison.Ordinal);
    }
}
