using MailFront.Backends;
using MailFront.Backends.Pacing;
using MailFront.Defence;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.SessionTests.Backends;

namespace MailFront.SessionTests.Login;

public sealed class HoldingRoomTests
{
    private const string Backend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1] done
        -- hang
        """;

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(4);
    private static readonly BackendEndpoint _oneASecond = BackendBench.Generic with { LoginRate = 1 };

    [Fact]
    public async Task A_login_over_the_budget_is_answered_when_its_turn_comes()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, backend: _oneASecond);
        await LogInAsync(bench);
        bench.AddBackend(Backend);
        var client = await HoldAsync(bench);

        Assert.Single(bench.Dialer.Dialled);
        bench.Time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.StartsWith("a OK ", await client.ReadUntilAsync("a "));
        var slow = Assert.Single(bench.Log.Lines, line => line.Contains("slow login", StringComparison.Ordinal));
        Assert.Contains("held=<1.100> backend=<0.000>", slow);
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_gives_its_place_to_the_next_at_once()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, backend: _oneASecond);
        await LogInAsync(bench);
        var leaving = await HoldAsync(bench);

        await leaving.Channel.CloseAsync();
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Connector.Pacing.Waiting == 0);

        Assert.Single(bench.Dialer.Dialled);
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.Abandoned) == 1);
    }

    [Fact]
    public async Task A_full_room_is_a_temporary_failure_at_once()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, backend: _oneASecond);
        bench.Rooms.Connector.Pacing.Options = new BackendPacingOptions { MaxWaiting = 2 };
        await LogInAsync(bench);
        await HoldAsync(bench);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo secret\r\n");
        var answer = await AnswerAsync(bench, client);

        Assert.StartsWith("a NO [UNAVAILABLE]", answer);
        Assert.Contains(bench.Log.Lines, line => line.Contains("backend old: Crowded at Hold: 1 logins wait already", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_turn_that_does_not_come_in_time_is_a_temporary_failure()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, backend: BackendBench.Generic with { Connections = 1, Timeout = TimeSpan.FromMinutes(1) });
        bench.Rooms.Connector.Pacing.Options = new BackendPacingOptions { Hold = TimeSpan.FromSeconds(5) };
        bench.Dialer.Gate = new TaskCompletionSource();
        var first = await bench.ConnectAndReadGreetingAsync();
        await first.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Dialer.Dialled.Count == 1);
        var client = await HoldAsync(bench);

        for (var i = 0; i < 6; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.StartsWith("a NO [UNAVAILABLE]", await AnswerAsync(bench, client));
        Assert.Contains(bench.Log.Lines, line => line.Contains("Crowded at Hold: its turn did not come within ", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task The_login_deadline_ends_the_wait_in_time_for_an_answer()
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap,
            settings => settings with { Login = settings.Login with { LoginDeadline = TimeSpan.FromSeconds(8) } },
            BackendBench.Generic with { Connections = 1, Timeout = TimeSpan.FromMinutes(1) });
        bench.Dialer.Gate = new TaskCompletionSource();
        var first = await bench.ConnectAndReadGreetingAsync();
        await first.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Dialer.Dialled.Count == 1);
        var client = await HoldAsync(bench);

        for (var i = 0; i < 4; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.StartsWith("a NO [UNAVAILABLE]", await AnswerAsync(bench, client));
    }

    // The answer to a login that failed through nobody's fault is deliberately late.
    private static async Task<string> AnswerAsync(SessionBench bench, ClientEnd client)
    {
        var answer = client.ReadUntilAsync("a ");
        var advanced = TimeSpan.Zero;
        await SessionBench.WaitUntilAsync(() =>
        {
            // Time goes on once the answer waits for it, and as long as it does.
            if (!answer.IsCompleted && IsParked(bench) && advanced < _longestDelay)
            {
                advanced += _step;
                bench.Time.Advance(_step);
            }

            return answer.IsCompleted;
        });

        return await answer;
    }

    // Each connection before login has one deadline on the wheel, and a parked one its delay as well.
    private static bool IsParked(SessionBench bench)
    {
        var states = bench.Rooms.Ledger.Connections.Select(connection => connection.State).ToList();
        return states.Contains(ConnectionState.Parked) && bench.Wheel.Count > states.Count(state => state < ConnectionState.Relaying);
    }

    private static async Task LogInAsync(SessionBench bench)
    {
        bench.AddBackend(Backend);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        Assert.StartsWith("a OK ", await client.ReadUntilAsync("a "));
    }

    private static async Task<ClientEnd> HoldAsync(SessionBench bench)
    {
        var waiting = bench.Rooms.Connector.Pacing.Waiting;
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Connector.Pacing.Waiting == waiting + 1);
        return client;
    }
}
