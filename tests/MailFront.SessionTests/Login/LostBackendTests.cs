using MailFront.Protocol;
using MailFront.TestKit.Backends;

namespace MailFront.SessionTests.Login;

public sealed class LostBackendTests
{
    private const int Sessions = 40;

    // So many end within a second by chance (LossWave).
    private const int AtOnce = 20;

    private const string Login = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1] done

        """;

    [Fact]
    public async Task The_clients_of_a_dead_backend_are_told_one_after_the_other()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, size: Sessions);
        var clients = await LogInAsync(bench);
        await BecomeIdleAsync(bench);

        Kill(bench);
        await WhenKeptAsync(bench);
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        await SessionBench.WaitUntilAsync(() => Kept(bench) < Sessions - AtOnce);
        var after100Ms = Kept(bench);
        bench.Time.Advance(TimeSpan.FromMilliseconds(400));
        await SessionBench.WaitUntilAsync(() => Kept(bench) == 0);

        Assert.InRange(after100Ms, 5, 19);
        var words = await Task.WhenAll(clients.Select(client => client.ReadToEndAsync()));
        Assert.Equal(Sessions - AtOnce, words.Count(word => word == "* BYE [UNAVAILABLE] The mail server is gone, please come back"));
        Assert.Equal(AtOnce, words.Count(word => word.Length == 0));
    }

    [Fact]
    public async Task A_client_that_speaks_meanwhile_is_told_at_once()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, size: Sessions);
        var clients = await LogInAsync(bench);
        await BecomeIdleAsync(bench);
        Kill(bench);
        await WhenKeptAsync(bench);

        await Task.WhenAll(clients.Select(client => client.Channel.WriteAsync("b NOOP\r\n"u8.ToArray()).AsTask()));

        await SessionBench.WaitUntilAsync(() => Kept(bench) == 0);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, size: Sessions);
        await LogInAsync(bench);
        await BecomeIdleAsync(bench);
        Kill(bench);
        await WhenKeptAsync(bench);

        foreach (var connection in bench.Rooms.Ledger.Connections)
        {
            connection.Stop(force: true);
        }

        await SessionBench.WaitUntilAsync(() => Kept(bench) == 0);
    }

    [Fact]
    public async Task The_client_of_a_session_that_was_busy_is_told_at_once()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, size: Sessions);
        await LogInAsync(bench);

        Kill(bench);

        await SessionBench.WaitUntilAsync(() => bench.Sweeper.Count == 0 || bench.Dialer.Ends.Count == Sessions);
        Assert.Equal(0, bench.Rooms.Connector.Pacing.TakeSnapshots()[0].Spread);
    }

    // Each loss is judged at its moment: the clock must not move before all have been.
    private static Task WhenKeptAsync(SessionBench bench) => SessionBench.WaitUntilAsync(
        () => Kept(bench) == Sessions - AtOnce && bench.Rooms.Connector.Pacing.TakeSnapshots()[0].Spread == Sessions - AtOnce);

    private static int Kept(SessionBench bench) => bench.Rooms.Connector.Pacing.TakeSnapshots()[0].Sessions;

    private static void Kill(SessionBench bench)
    {
        foreach (var end in bench.Dialer.Ends)
        {
            end.Abort();
        }
    }

    private static async Task BecomeIdleAsync(SessionBench bench)
    {
        for (var second = 0; second < 5; second++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static async Task<List<ClientEnd>> LogInAsync(SessionBench bench)
    {
        var clients = new List<ClientEnd>();
        for (var i = 0; i < Sessions; i++)
        {
            bench.Dialer.Add(new ScriptedBackend(Login + "-- hang"));
            var client = bench.Connect();
            await client.ReadLineAsync();
            await client.SendAsync("a LOGIN jo secret\r\n");
            Assert.StartsWith("a OK ", await client.ReadUntilAsync("a "));
            clients.Add(client);
        }

        await SessionBench.WaitUntilAsync(() => bench.Sweeper.Count == Sessions);
        return clients;
    }
}
