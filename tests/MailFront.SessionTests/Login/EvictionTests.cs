using MailFront.Defence;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class EvictionTests
{
    private const string Farewell = "* BYE [UNAVAILABLE] Too many connections, try again later";

    private const string ImapBackend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done
        -- hang
        """;

    private const string Pop3Backend = """
        S: +OK old ready
        C: CAPA
        S: +OK
        S: USER
        S: .
        C: USER jo
        S: +OK
        C: PASS secret
        S: +OK Logged in
        -- hang
        """;

    public static string BackendOf(MailProtocol protocol) => protocol == MailProtocol.Imap ? ImapBackend : Pop3Backend;

    [Fact]
    public async Task Idle_connections_make_room_for_a_user_who_logs_in()
    {
        await using var bench = Full(3);
        bench.AddBackend(ImapBackend);
        var idle = new List<ClientEnd>();
        for (var i = 0; i < 3; i++)
        {
            idle.Add(await GreetedAsync(bench, $"192.0.2.{i + 1}"));
        }

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        var user = await GreetedAsync(bench, "198.51.100.7");

        Assert.Contains("a OK", await user.AskAsync("a LOGIN jo secret", "a "), StringComparison.Ordinal);
        var farewell = await await Task.WhenAny(idle.Select(client => client.ReadToEndAsync()));
        Assert.Equal(Farewell, farewell);
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.Evicted) == 1);
        Assert.Equal(2, bench.Rooms.Ledger.PreLogin);
        Assert.Contains(bench.Log.Lines, line => line.Contains("evicted: [192.0.2.", StringComparison.Ordinal)
            && line.Contains("age=<2.0> silence=<2.0> heard=<0> failures=<0> same_source=<1>", StringComparison.Ordinal));
        await user.Channel.CloseAsync();
    }

    [Fact]
    public async Task Who_failed_goes_before_who_is_silent()
    {
        await using var bench = Full(2);
        var silent = await GreetedAsync(bench, "192.0.2.1");
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        var failed = await GreetedAsync(bench, "192.0.2.2");
        await failed.SendAsync("a LOGIN jo wrong\r\n");
        await SessionBench.WaitUntilAsync(() => Parked(bench) == 1);

        await GreetedAsync(bench, "192.0.2.3");

        Assert.Equal(Farewell, await failed.ReadToEndAsync());
        Assert.Equal("a OK Completed", await silent.AskAsync("a NOOP", "a "));
    }

    [Fact]
    public async Task Who_waits_for_a_verdict_stays_and_logs_in()
    {
        await using var bench = Full(2);
        bench.AddBackend(ImapBackend);
        bench.Checker.Gate = new TaskCompletionSource();
        var user = await GreetedAsync(bench, "192.0.2.1");
        await user.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Connections.Any(connection => connection.State == ConnectionState.Authenticating));

        for (var i = 0; i < 5; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await GreetedAsync(bench, $"192.0.2.{i + 10}");
        }

        bench.Checker.Gate.SetResult();
        Assert.Contains("a OK", await user.ReadUntilAsync("a "), StringComparison.Ordinal);
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.Evicted) == 4);
        await user.Channel.CloseAsync();
    }

    [Fact]
    public async Task When_all_wait_for_verdicts_a_newcomer_is_refused()
    {
        await using var bench = Full(1);
        bench.Checker.Gate = new TaskCompletionSource();
        var user = await GreetedAsync(bench, "192.0.2.1");
        await user.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Connections.Any(connection => connection.State == ConnectionState.Authenticating));

        Assert.Equal(Farewell, await bench.Connect("192.0.2.2").ReadToEndAsync());
        bench.Checker.Gate.SetResult();
    }

    [Fact]
    public async Task A_service_that_is_full_ends_its_own_worst()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3, settings => settings with { MaxConnections = 1 });
        var idle = await GreetedAsync(bench, "192.0.2.1");

        Assert.NotNull(await bench.Connect("192.0.2.2").ReadLineAsync());

        Assert.Equal("-ERR [SYS/TEMP] Too many connections, try again later", await idle.ReadToEndAsync());
    }

    [Fact]
    public async Task Who_does_not_read_is_reset_when_many_have_to_go_at_once()
    {
        const int Deaf = 100;
        await using var bench = Full(1);
        var clients = Enumerable.Range(0, Deaf).Select(i => bench.Connect($"192.0.2.{i}", window: 8)).ToList();

        Assert.Equal(1, bench.Rooms.Defence.Lobby.Counts().PreLogin);
        Assert.Equal(Deaf - 1 - Defence.Admission.Lobby.MostLeaving, clients.Count(client => client.WasReset));
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Defence.Lobby.Counts().Leaving == Defence.Admission.Lobby.MostLeaving);
        bench.Time.Advance(TimeSpan.FromSeconds(6));
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Defence.Lobby.Counts().Leaving == 0);
        bench.Rooms.Ledger.Connections.Single().Stop(force: true);
        bench.Time.Advance(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task The_place_of_a_connection_is_free_when_it_is_gone_however_it_ends()
    {
        await using var bench = Full(5);
        bench.AddBackend(ImapBackend);
        var session = await GreetedAsync(bench, "192.0.2.1");
        await session.AskAsync("a LOGIN jo secret", "a ");
        var left = await GreetedAsync(bench, "192.0.2.2");
        await left.Channel.CloseAsync();
        var loggedOut = await GreetedAsync(bench, "192.0.2.3");
        await loggedOut.AskAsync("a LOGOUT", "a ");
        var broken = await GreetedAsync(bench, "192.0.2.4");
        broken.Channel.Abort();
        var late = await GreetedAsync(bench, "192.0.2.5");

        bench.Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Contains("Autologout", await late.ReadToEndAsync(), StringComparison.Ordinal);
        await session.Channel.CloseAsync();
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 0);

        var counts = bench.Rooms.Defence.Lobby.Counts();
        Assert.Equal((0, 0, 0), (counts.Open, counts.PreLogin, counts.Leaving));
    }

    private static SessionBench Full(int cap)
    {
        var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Defence.Options = new DefenceOptions { MaxConnections = 10, MaxPreLoginConnections = cap };
        return bench;
    }

    private static async Task<ClientEnd> GreetedAsync(SessionBench bench, string address)
    {
        var client = bench.Connect(address);
        Assert.NotNull(await client.ReadLineAsync());
        return client;
    }

    private static int Parked(SessionBench bench) => bench.Rooms.Ledger.Connections.Count(connection => connection.State == ConnectionState.Parked);
}
