using MailFront.Defence.Admission;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class SessionCapTests
{
    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret\r\n", "a NO [LIMIT] Too many open connections\n* BYE Too many open connections")]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHNlY3JldA==\r\n", "-ERR [IN-USE] Too many open connections")]
    public async Task Beyond_maxlogins_per_user_a_right_password_is_told_so_until_a_session_ends(MailProtocol protocol, string login, string expected)
    {
        await using var bench = Capped(protocol, new SessionCaps(PerHost: 0, PerUser: 1));
        bench.AddBackend(EvictionTests.BackendOf(protocol));
        bench.AddBackend(EvictionTests.BackendOf(protocol));
        var first = await LogInAsync(bench, login, sessions: 1);

        var second = await bench.ConnectAndReadGreetingAsync();
        await second.SendAsync(login);
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(expected, await second.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.TooManySessions) == 1);
        Assert.Equal(1, bench.Rooms.Logins.Of(protocol, LoginEnd.TooManySessions));
        await first.Channel.CloseAsync();
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 0);
        var third = await LogInAsync(bench, login, sessions: 1);
        await third.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_login_that_the_backend_refuses_gives_its_place_back()
    {
        await using var bench = Capped(MailProtocol.Imap, new SessionCaps(PerHost: 1, PerUser: 1));
        bench.AddBackend("S: * BYE [UNAVAILABLE] not now\n");
        bench.AddBackend(EvictionTests.BackendOf(MailProtocol.Imap));
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.StartsWith("a NO [UNAVAILABLE]", await client.ReadUntilAsync("a "), StringComparison.Ordinal);
        Assert.Equal(0, bench.Rooms.Sessions.Users);
    }

    [Fact]
    public async Task A_session_that_is_cut_gives_its_place_back()
    {
        await using var bench = Capped(MailProtocol.Imap, new SessionCaps(PerHost: 1, PerUser: 0));
        bench.AddBackend(EvictionTests.BackendOf(MailProtocol.Imap));
        await LogInAsync(bench, "a LOGIN jo secret\r\n", sessions: 1);
        Assert.Equal(1, bench.Rooms.Sessions.Users);

        bench.Rooms.Ledger.Connections.Single().End(CloseReason.Kicked, force: true);

        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 0);
        Assert.Equal(0, bench.Rooms.Sessions.Users);
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Kicked));
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_backend_is_dialled_gives_its_place_back()
    {
        await using var bench = Capped(MailProtocol.Imap, new SessionCaps(PerHost: 1, PerUser: 1));
        bench.AddBackend("-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Sessions.Users == 1);

        client.Channel.Abort();

        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 0);
        Assert.Equal(0, bench.Rooms.Sessions.Users);
    }

    private static SessionBench Capped(MailProtocol protocol, SessionCaps caps) =>
        new(protocol, settings => settings with { Login = settings.Login with { Sessions = caps } });

    private static async Task<ClientEnd> LogInAsync(SessionBench bench, string login, int sessions)
    {
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync(login);
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.LoggedIn == sessions);
        return client;
    }
}
