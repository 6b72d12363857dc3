using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Cyrus;

[Collection(CyrusSessions.Name)]
public sealed class ImapThroughCyrusTests(CyrusFront fixture)
{
    /// <summary>Number of the message of five megabytes, the fourth that seed.py delivers.</summary>
    private const int LargeMessage = 4;

    [Theory]
    [InlineData("user0001")]
    [InlineData("user0002")]
    public async Task Login_reaches_the_inbox_of_the_users_own_backend(string name)
    {
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, CyrusFront.UserNamed(name));

        var selected = (await client.CommandAsync("SELECT INBOX")).Ok();

        Assert.Contains("* 5 EXISTS", selected.Untagged);
    }

    [Theory]
    [InlineData("user0001")]
    [InlineData("user0002")]
    public async Task Authenticate_plain_works(string name)
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);

        (await client.CommandAsync($"AUTHENTICATE PLAIN {CyrusFront.UserNamed(name).PlainMessage}")).Ok();

        (await client.CommandAsync("SELECT INBOX.Sent")).Ok();
    }

    [Theory]
    [InlineData("user0001", false)]
    [InlineData("user0002", true)]
    public async Task A_large_message_arrives_as_the_backend_has_it(string name, bool tls)
    {
        var user = CyrusFront.UserNamed(name);
        var backend = user == CyrusMurder.UserOnBe1 ? fixture.Murder.Be1Imap : fixture.Murder.Be2Imap;
        await using var direct = await ImapConversation.LoggedInAsync(backend, user);
        (await direct.CommandAsync("EXAMINE INBOX")).Ok();
        await using var client = await ImapConversation.LoggedInAsync(tls ? fixture.Front.Imaps : fixture.Front.Imap, user, tls);
        (await client.CommandAsync("EXAMINE INBOX")).Ok();

        var through = await client.HashOfMessageAsync(LargeMessage);

        Assert.Equal(await direct.HashOfMessageAsync(LargeMessage), through);
    }

    [Fact]
    public async Task Append_stores_the_message_on_the_backend()
    {
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, CyrusFront.UserNamed("user0003"));

        (await client.AppendAsync("INBOX.Sent", "Subject: appended\r\n\r\ntext\r\n")).Ok();

        await using var direct = await ImapConversation.LoggedInAsync(fixture.Murder.Be1Imap, CyrusFront.UserNamed("user0003"));
        Assert.Contains("* 1 EXISTS", (await direct.CommandAsync("SELECT INBOX.Sent")).Ok().Untagged);
    }

    [Fact]
    public async Task New_mail_is_pushed_to_an_idle_client()
    {
        var user = CyrusFront.UserNamed("user0004");
        await using var direct = await ImapConversation.LoggedInAsync(fixture.Murder.Be2Imap, user);
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, user);
        (await client.CommandAsync("SELECT INBOX.Sent")).Ok();
        var tag = await client.SendTaggedAsync("IDLE");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);

        (await direct.AppendAsync("INBOX.Sent", "Subject: pushed\r\n\r\nnow\r\n")).Ok();

        Assert.Equal("* 1 EXISTS", await client.Line.ReadLineAsync());
        await client.Line.SendAsync("DONE\r\n");
        (await client.AnswerAsync(tag)).Ok();
    }

    [Fact]
    public async Task A_wrong_password_is_an_authentication_failure()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap, from: "127.0.5.1");

        var answer = await client.CommandAsync("LOGIN user0001 canary-wrong");

        Assert.StartsWith("NO [AUTHENTICATIONFAILED] ", answer.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_password_of_a_user_unknown_to_the_directory_is_not_called_wrong()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap, from: "127.0.5.2");

        var answer = await client.CommandAsync($"LOGIN {CyrusMurder.UserWithoutMailbox.Name} {CyrusMurder.UserWithoutMailbox.Password}");

        Assert.StartsWith("NO ", answer.Status, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTHENTICATIONFAILED", answer.Status, StringComparison.Ordinal);
    }
}
