using MailFront.Authentication.Policy;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class SlowLoginTests
{
    private const string Backend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1] done
        -- hang
        """;

    [Theory]
    [InlineData("secret")]
    [InlineData("wrong")]
    public async Task A_slow_login_tells_where_its_time_went(string password)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(Backend);
        var client = await SpeakAsync(bench, password, TimeSpan.FromSeconds(2.5));

        await SessionBench.WaitUntilAsync(() => bench.Log.Lines.Any(line => line.Contains("slow login", StringComparison.Ordinal)));

        var line = Assert.Single(bench.Log.Lines, line => line.Contains("slow login", StringComparison.Ordinal));
        Assert.Contains("slow login: [198.51.100.7] jo took=<2.500> sasl=<0.000> password=<2.500> policy=<0.000> queue=<", line);
        Assert.Contains("> directory=<0.000> held=<0.000> backend=<0.000> class=<", line);
        Assert.Contains("> by=<known> SESSIONID=<", line);
        Assert.Equal(1, bench.Rooms.Logins.Slow);
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Time_with_policy_servers_is_told_apart()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var advice = new TaskCompletionSource<PolicyAdvice>();
        bench.Policy.Advice = (_, _) => new ValueTask<PolicyAdvice>(advice.Task);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Policy.Asked == 1);

        bench.Time.Advance(TimeSpan.FromSeconds(3));
        advice.SetResult(PolicyAdvice.Proceed);

        await SessionBench.WaitUntilAsync(() => bench.Log.Lines.Any(line => line.Contains("slow login", StringComparison.Ordinal)));
        Assert.Contains(bench.Log.Lines, line => line.Contains("password=<3.000> policy=<3.000> queue=<0.000>", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_login_that_is_not_slow_has_no_such_line_however_long_its_answer_is_delayed()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await SpeakAsync(bench, "wrong", TimeSpan.FromSeconds(1));
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.3));
        await client.ReadLineAsync();

        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("slow login", StringComparison.Ordinal));
        Assert.Equal(0, bench.Rooms.Logins.Slow);
    }

    [Fact]
    public async Task Logins_are_counted_by_how_they_ended()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(Backend);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.3));
        await client.ReadLineAsync();

        await client.AskAsync("b LOGIN jo secret", "b ");

        Assert.Equal(1, bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.WrongCredentials));
        Assert.Equal(1, bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.Accepted));
        Assert.Equal(2, bench.Rooms.Logins.Read().Sum(line => line.Count));
        await client.Channel.CloseAsync();
    }

    private static async Task<ClientEnd> SpeakAsync(SessionBench bench, string password, TimeSpan takes)
    {
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync($"a LOGIN jo {password}\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);
        bench.Time.Advance(takes);
        bench.Checker.Gate.SetResult();
        return client;
    }
}
