using MailFront.Authentication.Verifiers;
using MailFront.Protocol;

namespace MailFront.SessionTests.Login;

/// <summary>Sessions of a server that remembers answers.</summary>
public sealed class VerifiedLoginTests
{
    private const string Backend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done
        -- hang
        """;

    private const string RefusingBackend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 NO [AUTHENTICATIONFAILED] no
        -- hang
        """;

    [Theory]
    [InlineData("b LOGIN jo secret")]
    [InlineData("b AUTHENTICATE PLAIN AGpvAHNlY3JldA==")]
    public async Task A_verified_user_logs_in_while_the_checker_hangs_and_others_wait(string again)
    {
        await using var bench = BenchWithMemory();
        bench.AddBackend(Backend);
        bench.AddBackend(Backend);
        var first = await bench.ConnectAndReadGreetingAsync();
        Assert.StartsWith("a OK", await first.AskAsync("a LOGIN jo secret", "a "));
        bench.Checker.Gate = new TaskCompletionSource();
        var stranger = await bench.ConnectAndReadGreetingAsync();
        await stranger.SendAsync("a LOGIN jane secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 2);

        var second = await bench.ConnectAndReadGreetingAsync();

        Assert.StartsWith("b OK", await second.AskAsync(again, "b "));
        Assert.Equal(["jo", "jane"], bench.Checker.Asked);
        Assert.Equal(2, bench.Rooms.Ledger.LoggedIn);
        await first.Channel.CloseAsync();
        await second.Channel.CloseAsync();
        await stranger.Channel.CloseAsync();
    }

    [Fact]
    public async Task The_same_wrong_password_again_is_refused_like_the_first_time_without_asking()
    {
        await using var bench = BenchWithMemory();
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("a NO [AUTHENTICATIONFAILED] Login failed: authentication failure", await FailAsync(bench, client, "a"));
        Assert.Equal("b NO [AUTHENTICATIONFAILED] Login failed: authentication failure", await FailAsync(bench, client, "b"));
        Assert.Single(bench.Checker.Asked);
    }

    [Fact]
    public async Task What_a_backend_refuses_is_asked_about_again()
    {
        await using var bench = BenchWithMemory();
        bench.AddBackend(RefusingBackend);
        bench.AddBackend(Backend);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));
        Assert.StartsWith("a NO", await client.ReadLineAsync());

        Assert.StartsWith("b OK", await client.AskAsync("b LOGIN jo secret", "b "));

        Assert.Equal(["jo", "jo"], bench.Checker.Asked);
        await client.Channel.CloseAsync();
    }

    private static SessionBench BenchWithMemory()
    {
        var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Gateway.Options = new VerifierOptions();
        return bench;
    }

    private static async Task<string?> FailAsync(SessionBench bench, ClientEnd client, string tag)
    {
        await client.SendAsync($"{tag} LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));
        return await client.ReadLineAsync();
    }
}
