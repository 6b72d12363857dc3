using System.Net;
using MailFront.Defence;
using MailFront.Defence.Lists;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Sessions.Lists;

namespace MailFront.SessionTests.Login;

public sealed class ListTests
{
    private const string Client = "198.51.100.7";

    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private const string Backend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE QUOTA] done
        -- hang
        """;

    [Fact]
    public async Task A_banned_address_is_reset_until_the_ban_ends()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        Ban(bench, Address("198.51.100.0/24"));

        Assert.True(bench.Connect().WasReset);
        Assert.Equal(1, bench.Rooms.Defence.Lists.Hits(ListKind.Ban));
        bench.Time.Advance(_hour);
        Assert.NotNull(await bench.Connect().ReadLineAsync());
    }

    [Fact]
    public async Task A_banned_client_behind_a_balancer_is_closed_and_the_balancer_is_not()
    {
        await using var bench = ProxyTests.Bench();
        bench.Rooms.Defence.Options = bench.Rooms.Defence.Options.With(new ListSnapshot(trusted: List("198.51.100.0/24")));
        Assert.Equal(BanStatus.Protected, bench.Rooms.Defence.Lists.Ban(Address(Client), _hour, null, Now(bench)).Status);
        Ban(bench, Address("203.0.113.5"));
        var banned = bench.Connect();
        var other = bench.Connect();

        await banned.SendAsync("PROXY TCP4 203.0.113.5 192.0.2.1 5555 143\r\n");
        await other.SendAsync("PROXY TCP4 203.0.113.6 192.0.2.1 5555 143\r\n");

        Assert.Equal(string.Empty, await banned.ReadToEndAsync());
        Assert.NotNull(await other.ReadLineAsync());
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Banned));
    }

    [Fact]
    public async Task A_banned_user_s_right_password_reads_like_a_wrong_one_and_no_checker_is_asked()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        Ban(bench, BanTarget.OfUser("jo"));
        var client = await bench.ConnectAndReadGreetingAsync();
        var other = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo secret\r\n");
        await other.SendAsync("a LOGIN al wrong\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Wheel.Count == 4);
        bench.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(await other.ReadLineAsync(), await client.ReadLineAsync());
        Assert.Contains(bench.Log.Lines, line => line.Contains("badlogin: [198.51.100.7] plaintext (jo) [SASL(-13): authentication failure: user is banned]", StringComparison.Ordinal));
        Assert.Equal(1, bench.Rooms.Defence.Lists.Hits(ListKind.BanUser));
        Assert.Equal(["al"], bench.Checker.Asked);
    }

    [Fact]
    public async Task A_user_banned_while_the_checkers_are_asked_does_not_log_in()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        Ban(bench, BanTarget.OfUser("jo"));
        bench.Checker.Gate.SetResult();
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.StartsWith("a NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user:jo")]
    [InlineData(Client)]
    public async Task A_session_is_ended_by_a_ban_only_when_asked_for(string target)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(Backend);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a LOGIN jo secret", "a ");
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Connections.Single().State == ConnectionState.Relaying);
        var ban = Ban(bench, target == Client ? Address(Client) : BanTarget.OfUser("jo"));

        Assert.Equal(0, Enforcer(bench).Enforce(ban, kick: false));
        Assert.Equal(1, Enforcer(bench).Enforce(ban, kick: true));

        Assert.Equal("* BYE [UNAVAILABLE] Connection closed by the administrator", await client.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.Banned) == 1);
    }

    [Fact]
    public async Task A_new_ban_ends_open_connections_before_login_from_there_and_no_others()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var near = bench.Connect(Client);
        var far = bench.Connect("192.0.2.9");
        await near.ReadLineAsync();
        await far.ReadLineAsync();
        var ban = Ban(bench, Address("198.51.100.0/24"));

        var ended = Enforcer(bench).Enforce(ban, kick: false);

        Assert.Equal(1, ended);
        Assert.Equal("* BYE [UNAVAILABLE] Connection closed by the administrator", await near.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.Count == 1);
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Banned));
    }

    [Fact]
    public async Task A_new_ban_spares_the_allowed_address_inside_it()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Defence.Options = bench.Rooms.Defence.Options.With(new ListSnapshot(allow: List(Client + "/32")));
        await bench.Connect(Client).ReadLineAsync();
        var ban = Ban(bench, Address("198.51.100.0/24"));

        Assert.Equal(0, Enforcer(bench).Enforce(ban, kick: true));
        Assert.NotNull(await bench.Connect(Client).ReadLineAsync());
    }

    private static BanEnforcer Enforcer(SessionBench bench) => new(bench.Rooms.Ledger, bench.Rooms.Defence.Lists, bench.Time);

    private static Ban Ban(SessionBench bench, BanTarget target) => bench.Rooms.Defence.Lists.Ban(target, _hour, null, Now(bench)).Ban!;

    private static TimeSpan Now(SessionBench bench) => bench.Time.GetElapsedTime(0);

    private static BanTarget Address(string text) =>
        BanTarget.Of(text.Contains('/') ? NetworkPrefix.Of(IPNetwork.Parse(text)) : NetworkPrefix.Of(IPAddress.Parse(text)));

    private static NetworkList List(string network) => new([new ListedNetwork(NetworkPrefix.Of(IPNetwork.Parse(network)), "test")]);
}
