using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Cyrus;

[Collection(CyrusSessions.Name)]
public sealed class Pop3ThroughCyrusTests(CyrusFront fixture)
{
    private const int LargeMessage = 4;

    [Theory]
    [InlineData("user0005")]
    [InlineData("user0006")]
    public async Task User_and_pass_reach_the_maildrop(string name)
    {
        await using var client = await Pop3Conversation.LoggedInAsync(fixture.Front.Pop3, CyrusFront.UserNamed(name));

        Assert.StartsWith("+OK 3 ", await client.CommandAsync("STAT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_plain_works()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3);

        var answer = await client.CommandAsync($"AUTH PLAIN {CyrusFront.UserNamed("user0007").PlainMessage}");

        Assert.StartsWith("+OK", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_message_arrives_as_the_backend_has_it(bool tls)
    {
        var user = CyrusMurder.UserOnBe2;
        await using var direct = await Pop3Conversation.LoggedInAsync(fixture.Murder.Be2Pop3, user);
        var expected = await direct.HashOfMessageAsync(LargeMessage);
        await direct.CommandAsync("QUIT");
        await using var client = await Pop3Conversation.LoggedInAsync(tls ? fixture.Front.Pop3s : fixture.Front.Pop3, user, tls);

        var through = await client.HashOfMessageAsync(LargeMessage);

        Assert.Equal(expected, through);
        Assert.StartsWith("+OK", await client.CommandAsync("QUIT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_an_authentication_failure()
    {
        await using var client = await Pop3Conversation.ConnectAsync(fixture.Front.Pop3, from: "127.0.5.3");

        var answer = await client.PassAsync(new TestUser("user0001", "canary-wrong"));

        Assert.StartsWith("-ERR [AUTH] ", answer, StringComparison.Ordinal);
    }
}
