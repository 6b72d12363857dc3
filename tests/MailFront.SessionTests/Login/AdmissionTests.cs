using System.Net;
using MailFront.Protocol;

namespace MailFront.SessionTests.Login;

public sealed class AdmissionTests
{
    [Theory]
    [InlineData(MailProtocol.Imap, "* BYE [UNAVAILABLE] Too many connections, try again later")]
    [InlineData(MailProtocol.Pop3, "-ERR [SYS/TEMP] Too many connections, try again later")]
    public async Task Beyond_maxchild_a_client_is_told_so_and_the_log_too(MailProtocol protocol, string expected)
    {
        await using var bench = new SessionBench(protocol, settings => settings with { MaxConnections = 1 });
        var first = await LoggedInAsync(bench, protocol);

        var second = bench.Connect();

        Assert.Equal(expected, await second.ReadToEndAsync());
        Assert.Contains(bench.Log.Lines, line => line.Contains("refused connections: 1 since the last line, now ServiceFull", StringComparison.Ordinal));
        await first.Channel.CloseAsync();
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 0);
        Assert.NotNull(await bench.Connect().ReadLineAsync());
    }

    [Fact]
    public async Task Beyond_64_refusals_under_way_clients_are_reset_until_a_deadline_has_ended_those()
    {
        const int MostRefusals = 64;
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { MaxConnections = 1 });
        await LoggedInAsync(bench, MailProtocol.Imap);

        var deaf = Enumerable.Range(0, MostRefusals).Select(_ => bench.Connect(window: 8)).ToList();
        var further = bench.Connect();

        Assert.DoesNotContain(deaf, client => client.WasReset);
        Assert.True(further.WasReset);
        bench.Time.Advance(TimeSpan.FromSeconds(6));
        await SessionBench.WaitUntilAsync(() => deaf.TrueForAll(client => client.WasReset));
        ClientEnd? later = null;
        await SessionBench.WaitUntilAsync(() => !(later = bench.Connect()).WasReset);
        Assert.StartsWith("* BYE [UNAVAILABLE]", await later!.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denied_address_is_reset_before_anything_is_said()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Defence.Options = bench.Rooms.Defence.Options with { Deny = [IPNetwork.Parse("198.51.100.0/24")] };

        var client = bench.Connect();

        Assert.True(client.WasReset);
        Assert.Equal(0, bench.Rooms.Ledger.Count);
        Assert.Equal(1, bench.Gate.Refused);
    }

    // A session never goes for another.
    private static async Task<ClientEnd> LoggedInAsync(SessionBench bench, MailProtocol protocol)
    {
        bench.AddBackend(EvictionTests.BackendOf(protocol));
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync(protocol == MailProtocol.Imap ? "a LOGIN jo secret\r\n" : "USER jo\r\nPASS secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.LoggedIn == 1);
        return client;
    }
}
