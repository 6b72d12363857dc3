using System.Diagnostics;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Defence;

[Collection(OwnProcess.Name)]
public sealed class LoginFailureTests(DovecotPair pair)
{
    [Fact]
    public async Task The_third_failure_closes_an_imap_connection()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("mailfront_max_login_failures", "3"));
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.1");
        for (var failure = 1; failure <= 3; failure++)
        {
            Assert.StartsWith("NO ", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
        }

        Assert.StartsWith("* BYE", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await client.Line.ReadLineOrEndAsync());
    }

    [Fact]
    public async Task The_third_failure_closes_a_pop3_connection()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("mailfront_max_login_failures", "3"));
        await using var client = await Pop3Conversation.ConnectAsync(front.Pop3, from: "127.0.7.2");
        for (var failure = 1; failure <= 3; failure++)
        {
            Assert.StartsWith("-ERR [AUTH] ", await client.PassAsync(new TestUser("carol", "canary-wrong")), StringComparison.Ordinal);
        }

        Assert.Null(await client.Line.ReadLineOrEndAsync());
    }

    [Fact]
    public async Task A_failure_is_answered_late_and_delays_nobody_else()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("failedloginpause", "2"));
        await using var failing = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.3");
        await using var honest = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.4");
        var watch = Stopwatch.StartNew();

        var failure = failing.CommandAsync("LOGIN alice canary-wrong");
        (await honest.CommandAsync($"LOGIN bob {DovecotPair.Bob.Password}")).Ok();
        var honestAfter = watch.Elapsed;
        await failure;

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(15));
        Assert.True(honestAfter < watch.Elapsed, "The honest client waited for the other one's delay.");
    }

    [Theory]
    [InlineData("imap", 1_000_000)]
    [InlineData("pop3", 1_000_000)]
    public async Task A_line_without_end_closes_the_connection(string service, int length)
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await LineClient.ConnectAsync(front[service]);
        await client.ReadLineAsync();
        try
        {
            await client.SendAsync(new string('x', length));
        }
        catch (IOException)
        {
            // Closed while we were sending.
        }

        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task A_huge_literal_before_login_is_refused_without_being_read()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await LineClient.ConnectAsync(front.Imap);
        await client.ReadLineAsync();

        await client.SendAsync("a LOGIN {3000000000}\r\n");

        var answer = await client.ReadLineAsync();
        Assert.False(answer.StartsWith('+'), answer);
    }
}
