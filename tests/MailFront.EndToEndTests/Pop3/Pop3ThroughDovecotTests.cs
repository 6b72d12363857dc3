using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Pop3;

[Collection(DovecotSessions.Name)]
public sealed class Pop3ThroughDovecotTests(DovecotFront fixture)
{
    private const int LargeMessage = 13;

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    [InlineData("carol")]
    public async Task User_and_pass_reach_the_maildrop(string name)
    {
        await using var client = await Pop3Conversation.LoggedInAsync(fixture.Front.Pop3, DovecotFront.UserNamed(name));

        var status = await client.CommandAsync("STAT");

        Assert.StartsWith("+OK 13 ", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_plain_works_with_an_initial_response()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

        var answer = await client.CommandAsync($"AUTH PLAIN {DovecotPair.Bob.PlainMessage}");

        Assert.StartsWith("+OK", answer, StringComparison.Ordinal);
        Assert.StartsWith("+OK 13 ", await client.CommandAsync("STAT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_plain_works_with_a_continuation()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

        Assert.StartsWith("+ ", await client.CommandAsync("AUTH PLAIN"), StringComparison.Ordinal);
        var answer = await client.CommandAsync(DovecotPair.Bob.PlainMessage);

        Assert.StartsWith("+OK", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("carol")]
    public async Task A_large_message_arrives_as_the_backend_has_it(string name)
    {
        var user = DovecotFront.UserNamed(name);
        await using var direct = await Pop3Conversation.LoggedInAsync(fixture.Pair.BackendOf(user).Pop3, user);
        var expected = await direct.HashOfMessageAsync(LargeMessage);
        await direct.CommandAsync("QUIT");
        await using var client = await Pop3Conversation.LoggedInAsync(fixture.Front.Pop3, user);

        var through = await client.HashOfMessageAsync(LargeMessage);

        Assert.Equal(expected, through);
    }

    [Theory]
    [InlineData("carol")]
    [InlineData("nobody")]
    public async Task A_wrong_password_and_an_unknown_user_are_answered_alike(string name)
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3, from: "127.0.2.3");

        var answer = await client.PassAsync(new TestUser(name, "canary-wrong"));

        Assert.StartsWith("-ERR [AUTH] ", answer, StringComparison.Ordinal);
        Assert.StartsWith("+OK", await client.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_with_a_wrong_password_is_an_authentication_failure()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3, from: "127.0.2.4");

        var answer = await client.CommandAsync($"AUTH PLAIN {new TestUser("carol", "canary-wrong").PlainMessage}");

        Assert.StartsWith("-ERR [AUTH] ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_pipelined_behind_pass_are_all_answered_in_order()
    {
        await using var client = await LineClient.ConnectAsync(fixture.Front.Pop3);
        await client.ReadLineAsync();

        await client.SendAsync($"USER carol\r\nPASS {DovecotPair.Carol.Password}\r\nNOOP\r\nSTAT\r\nQUIT\r\n");

        var lines = (await client.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("+OK", line, StringComparison.Ordinal));
        Assert.StartsWith("+OK 13 ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quit_before_login_is_answered_and_closes()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

        Assert.StartsWith("+OK", await client.CommandAsync("QUIT"), StringComparison.Ordinal);

        Assert.Null(await client.Line.ReadLineOrEndAsync());
    }
}
