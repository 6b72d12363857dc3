using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;
using static MailFront.EndToEndTests.Checkers.CheckerAttempt;

namespace MailFront.EndToEndTests.Fleet;

/// <summary>Two nodes and a real PostgreSQL between them.</summary>
[Collection(OwnLifetime.Name)]
public sealed class FleetTests(DovecotPair pair, PostgresqlServer postgresql) : IClassFixture<PostgresqlServer>
{
    [Fact]
    public async Task A_password_forgotten_on_one_node_is_forgotten_on_the_other()
    {
        var saslauthd = await SaslauthdServer.StartAsync(DovecotPair.Users);
        await using var one = await StartAsync("one.test", saslauthd.Mux);
        await using var two = await StartAsync("two.test", saslauthd.Mux);
        await ExpectAsync(two.Front, Accepted, DovecotPair.Alice);
        await saslauthd.DisposeAsync();
        await ExpectAsync(two.Front, Accepted, DovecotPair.Alice);

        await one.CtlAsync("forget", "alice");
        await two.Front.WaitForLogAsync(Forgotten("alice"));

        await ExpectAsync(two.Front, Later, DovecotPair.Alice);
    }

    [Fact]
    public async Task Without_the_database_each_node_works_alone_and_what_was_missed_is_told_when_it_is_back()
    {
        await using var one = await StartAsync("one.test");
        await using var two = await StartAsync("two.test");
        await postgresql.StopAsync();
        await one.Front.WaitForLogAsync("fleet: alone");
        await two.Front.WaitForLogAsync("fleet: alone");

        await ExpectAsync(one.Front, Accepted, DovecotPair.Alice);
        await ExpectAsync(two.Front, Accepted, DovecotPair.Alice);
        await one.CtlAsync("forget", "bob");
        await postgresql.StartAgainAsync();

        await two.Front.WaitForLogAsync(Forgotten("bob"));
    }

    [Fact]
    public async Task News_sealed_under_another_secret_is_rejected_and_does_not_stop_the_rest()
    {
        await using var one = await StartAsync("one.test");
        await using var two = await StartAsync("two.test");
        await using var stranger = await StartAsync("stranger.test", secret: "a secret of somebody else");

        await stranger.CtlAsync("forget", "dora");
        await two.Front.WaitForLogAsync("rejected: not sealed under our secret");
        await one.CtlAsync("forget", "carol");

        await two.Front.WaitForLogAsync(Forgotten("carol"));
        Assert.DoesNotContain(Forgotten("dora"), two.Front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ban_holds_on_all_nodes_and_so_does_its_end()
    {
        await using var one = await StartAsync("one.test");
        await using var two = await StartAsync("two.test");

        await one.CtlAsync("ban", "user:alice", "--for", "1h");
        await two.Front.WaitForLogAsync("user:alice");
        await ExpectAsync(two.Front, Refused, DovecotPair.Alice);
        await one.CtlAsync("unban", "user:alice");
        await two.Front.WaitForLogAsync("unbanned: user:alice");

        await ExpectAsync(two.Front, Accepted, DovecotPair.Alice);
    }

    [Fact]
    public async Task Guesses_at_one_node_are_evidence_at_the_other()
    {
        await using var one = await StartAsync("one.test");
        await using var two = await StartAsync("two.test");

        for (var i = 0; i < 3; i++)
        {
            await LogInAsync(one.Front, $"nobody{i}", "guess");
        }

        await two.WaitForAsync("explain", "127.0.9.1", seen: "suspect");
    }

    // Each test has a user of its own: a node that starts hears what was told in the ten minutes before.
    private static string Forgotten(string user) => $"fleet: {user} forgotten, as another node was told";

    private Task<FleetNode> StartAsync(string name, string? mux = null, string secret = "a secret of the whole fleet")
    {
        var configuration = FrontConfiguration.ForDovecot(pair);
        if (mux is not null)
        {
            configuration.Users.Clear();
            configuration.Option("sasl_pwcheck_method", "saslauthd").Option("sasl_saslauthd_path", mux);
        }

        return FleetNode.StartAsync(name, configuration, postgresql, secret);
    }
}
