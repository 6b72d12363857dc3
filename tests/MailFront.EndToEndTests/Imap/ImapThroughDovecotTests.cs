using System.Text;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Imap;

[Collection(DovecotSessions.Name)]
public sealed class ImapThroughDovecotTests(DovecotFront fixture)
{
    /// <summary>Number of the message with the attachment of five megabytes, the last that deliver.py writes.</summary>
    private const int LargeMessage = 13;

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Login_reaches_the_inbox_of_the_users_own_backend(string name)
    {
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, DovecotFront.UserNamed(name));

        var selected = (await client.CommandAsync("SELECT INBOX")).Ok();

        Assert.Contains("* 13 EXISTS", selected.Untagged);
        var header = (await client.CommandAsync("FETCH 1 BODY.PEEK[HEADER.FIELDS (TO)]")).Ok();
        Assert.Contains($"{name}@example.org", Encoding.Latin1.GetString(Assert.Single(header.Literals)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task Authenticate_plain_works_with_an_initial_response(string name)
    {
        var user = DovecotFront.UserNamed(name);
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);

        var answer = await client.CommandAsync($"AUTHENTICATE PLAIN {user.PlainMessage}");

        answer.Ok();
        (await client.CommandAsync("SELECT INBOX")).Ok();
    }

    [Fact]
    public async Task Authenticate_plain_works_with_a_continuation()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);

        var tag = await client.SendTaggedAsync("AUTHENTICATE PLAIN");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        await client.Line.SendAsync(DovecotPair.Alice.PlainMessage + "\r\n");

        (await client.AnswerAsync(tag)).Ok();
    }

    [Fact]
    public async Task Authenticate_login_works()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);

        var tag = await client.SendTaggedAsync("AUTHENTICATE LOGIN");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        await client.Line.SendAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(DovecotPair.Bob.Name)) + "\r\n");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        await client.Line.SendAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(DovecotPair.Bob.Password)) + "\r\n");

        (await client.AnswerAsync(tag)).Ok();
    }

    [Fact]
    public async Task Login_works_with_literals()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);

        await client.Line.SendAsync("x LOGIN {5}\r\n");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        await client.Line.SendAsync($"alice {{{DovecotPair.Alice.Password.Length}}}\r\n");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        await client.Line.SendAsync(DovecotPair.Alice.Password + "\r\n");

        (await client.AnswerAsync("x")).Ok();
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public async Task A_large_message_arrives_as_the_backend_has_it(string name)
    {
        var user = DovecotFront.UserNamed(name);
        await using var direct = await ImapConversation.LoggedInAsync(fixture.Pair.BackendOf(user).Imap, user);
        (await direct.CommandAsync("EXAMINE INBOX")).Ok();
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, user);
        (await client.CommandAsync("EXAMINE INBOX")).Ok();

        var through = await client.HashOfMessageAsync(LargeMessage);

        Assert.Equal(await direct.HashOfMessageAsync(LargeMessage), through);
    }

    [Fact]
    public async Task Append_stores_the_message_on_the_backend()
    {
        const string Message = "Subject: appended\r\n\r\nGr\u00fc\u00dfe\r\n";
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, DovecotPair.Alice);
        (await client.CommandAsync("CREATE appended")).Ok();

        (await client.AppendAsync("appended", Message)).Ok();

        await using var direct = await ImapConversation.LoggedInAsync(fixture.Pair.Mail1.Imap, DovecotPair.Alice);
        (await direct.CommandAsync("SELECT appended")).Ok();
        var stored = (await direct.CommandAsync("FETCH 1 BODY.PEEK[]")).Ok();
        Assert.Equal(Message, Encoding.Latin1.GetString(Assert.Single(stored.Literals)));
    }

    [Fact]
    public async Task New_mail_is_pushed_to_an_idle_client()
    {
        await using var direct = await ImapConversation.LoggedInAsync(fixture.Pair.Mail2.Imap, DovecotPair.Bob);
        (await direct.CommandAsync("CREATE idle")).Ok();
        await using var client = await ImapConversation.LoggedInAsync(fixture.Front.Imap, DovecotPair.Bob);
        (await client.CommandAsync("SELECT idle")).Ok();
        var tag = await client.SendTaggedAsync("IDLE");
        Assert.StartsWith("+", await client.Line.ReadLineAsync(), StringComparison.Ordinal);

        (await direct.AppendAsync("idle", "Subject: pushed\r\n\r\nnow\r\n")).Ok();

        Assert.Equal("* 1 EXISTS", await client.Line.ReadLineAsync());
        await client.Line.SendAsync("DONE\r\n");
        (await client.AnswerAsync(tag)).Ok();
    }

    [Fact]
    public async Task Commands_pipelined_behind_login_are_all_answered_in_order()
    {
        await using var client = await LineClient.ConnectAsync(fixture.Front.Imap);
        await client.ReadLineAsync();

        await client.SendAsync($"a LOGIN alice {DovecotPair.Alice.Password}\r\nb EXAMINE INBOX\r\nc NOOP\r\nd LOGOUT\r\n");

        var lines = (await client.ReadToEndAsync()).Split("\r\n");
        Assert.Equal(["a OK", "b OK", "c OK", "d OK"], lines.Where(line => line.Length > 1 && line[1] == ' ' && line[0] != '*').Select(line => line[..4]));
    }

    [Fact]
    public async Task Logout_before_login_is_answered_and_closes()
    {
        await using var client = await LineClient.ConnectAsync(fixture.Front.Imap);
        await client.ReadLineAsync();

        await client.SendAsync("a LOGOUT\r\n");

        Assert.StartsWith("* BYE", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.StartsWith("a OK", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadLineOrEndAsync());
    }

    [Theory]
    [InlineData("alice", "canary-wrong")]
    [InlineData("nobody", "canary-wrong")]
    public async Task A_wrong_password_and_an_unknown_user_are_answered_alike(string name, string password)
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap, from: "127.0.2.1");

        var answer = await client.CommandAsync($"LOGIN {name} {password}");

        Assert.StartsWith("NO [AUTHENTICATIONFAILED] ", answer.Status, StringComparison.Ordinal);
        (await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Ok();
    }

    [Fact]
    public async Task Authenticate_with_a_wrong_password_is_an_authentication_failure()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap, from: "127.0.2.2");

        var answer = await client.CommandAsync($"AUTHENTICATE PLAIN {new TestUser("alice", "canary-wrong").PlainMessage}");

        Assert.StartsWith("NO [AUTHENTICATIONFAILED] ", answer.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capabilities_before_login_are_kept_after_it()
    {
        await using var client = await ImapConversation.ConnectAsync(fixture.Front.Imap);
        var before = Capabilities(await client.CommandAsync("CAPABILITY"));
        (await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Ok();

        var after = Capabilities(await client.CommandAsync("CAPABILITY"));

        // These belong to the talk before login.
        Assert.Empty(before.Where(name => !name.StartsWith("AUTH=", StringComparison.Ordinal) && name is not ("STARTTLS" or "SASL-IR")).Except(after));
    }

    private static string[] Capabilities(ImapAnswer answer) =>
        answer.Ok().Untagged.Single(line => line.StartsWith("* CAPABILITY ", StringComparison.Ordinal)).Split(' ')[2..];
}
