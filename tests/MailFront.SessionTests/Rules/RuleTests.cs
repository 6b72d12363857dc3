using System.Net;
using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;
using MailFront.Sessions;
using MailFront.SessionTests.Login;

namespace MailFront.SessionTests.Rules;

public sealed class RuleTests
{
    private const string Bye = "* BYE [UNAVAILABLE] Connection closed by the administrator";

    [Fact]
    public async Task Failed_connections_go_after_10_s_silent_ones_after_a_minute_and_the_logged_in_behind_the_same_address_stay()
    {
        await using var bench = new RuleBench();
        bench.Load("preauth and failures >= 1 and age > 10s => close", "preauth and age > 1m => close");
        var loggedIn = await bench.LogInAsync();
        var silent = await bench.ConnectAsync();
        var failed = await bench.FailAsync();
        await bench.SweepAsync();
        Assert.Equal(3, bench.Ledger.Count);

        bench.Sessions.Time.Advance(TimeSpan.FromSeconds(11));
        await bench.SweepAsync();

        Assert.Equal(Bye, await failed.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Ledger.Count == 2);
        bench.Sessions.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.SweepAsync();
        Assert.Equal(Bye, await silent.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Ledger.Count == 1);
        await bench.SweepAsync();
        Assert.Equal(1, bench.Ledger.LoggedIn);
        Assert.Equal(2, bench.Ledger.ClosedFor(CloseReason.Rule));
        Assert.Single(bench.Log, line => line.Contains("rule r0 acted: close [198.51.100.7] protocol=imap service=imap state=dialogue age=11", StringComparison.Ordinal) && line.Contains("failures=1 ", StringComparison.Ordinal));
        await loggedIn.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_rule_about_logged_in_clients_closes_them()
    {
        await using var bench = new RuleBench();
        bench.Load("loggedin and user = jo => close");
        var client = await bench.LogInAsync();

        await bench.SweepAsync();

        Assert.Equal(Bye, await client.ReadToEndAsync());
        await SessionBench.WaitUntilAsync(() => bench.Ledger.Count == 0);
        Assert.Equal(1, bench.Ledger.ClosedFor(CloseReason.Rule));
    }

    [Fact]
    public async Task Observing_leaves_one_record_and_enforcing_later_acts_on_the_same_connection()
    {
        await using var bench = new RuleBench();
        bench.Load("preauth => close observe");
        var client = await bench.ConnectAsync();

        await bench.SweepAsync();
        await bench.SweepAsync();

        var rule = Assert.Single(bench.Desk.Book.Rules);
        Assert.Equal((0, 1), (rule.Enforced, rule.Observed));
        Assert.Single(bench.Log, line => line.Contains("rule r0 would have acted: close", StringComparison.Ordinal));
        Assert.Equal(1, bench.Ledger.Count);
        bench.Desk.Book.SetMode("r0", RuleMode.Enforce);
        await bench.SweepAsync();
        Assert.Equal(Bye, await client.ReadToEndAsync());
        var decisions = bench.Desk.Actions.Newest(_ => true, 10);
        Assert.Equal([true, false], decisions.Select(decision => decision.IsEnforced));
        Assert.All(decisions, decision => Assert.True(decision.Rule!.Condition.Matches(decision.Row)));
    }

    [Fact]
    public async Task The_mode_of_the_defence_counts_before_the_rule_s()
    {
        await using var bench = new RuleBench();
        bench.Load("preauth => close");
        var client = await bench.ConnectAsync();

        bench.Mode = DefenceMode.Off;
        await bench.SweepAsync();
        Assert.Equal((0, 0), (bench.Desk.Book.Rules[0].Enforced, bench.Desk.Book.Rules[0].Observed));
        bench.Mode = DefenceMode.Observe;
        await bench.SweepAsync();
        Assert.Equal((0, 1), (bench.Desk.Book.Rules[0].Enforced, bench.Desk.Book.Rules[0].Observed));
        bench.Mode = DefenceMode.Enforce;
        await bench.SweepAsync();

        Assert.Equal((1, 1), (bench.Desk.Book.Rules[0].Enforced, bench.Desk.Book.Rules[0].Observed));
        Assert.Equal(Bye, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_new_rule_in_the_slot_of_an_old_one_leaves_its_own_record()
    {
        await using var bench = new RuleBench();
        await bench.ConnectAsync();
        bench.Desk.Book.Add(RuleBench.Rule("first", "preauth => log"));
        await bench.SweepAsync();
        for (var i = 0; i < RuleLimits.MaxRules; i++)
        {
            bench.Desk.Book.Add(RuleBench.Rule("first", $"preauth and age >= {i}ms => log"));
            await bench.SweepAsync();
            Assert.Equal(i == 0 ? 1 : 0, bench.Desk.Book.Rules[0].Enforced);
        }

        bench.Desk.Book.Add(RuleBench.Rule("first", "preauth => log"));
        await bench.SweepAsync();

        Assert.Equal(1, bench.Desk.Book.Rules[0].Enforced);
    }

    [Theory]
    [InlineData("source in 198.51.100.0/24 => class suspect", LoginClass.Suspect)]
    [InlineData("source in 198.51.100.0/24 and attempts = 1 => class new", LoginClass.New)]
    [InlineData("source in 198.51.100.0/24 => class suspect observe", LoginClass.Known)]
    [InlineData("source in 192.0.2.0/24 => class suspect", LoginClass.Known)]
    public async Task A_class_rule_says_in_which_class_a_login_is_asked_about(string rule, LoginClass expected)
    {
        await using var bench = new RuleBench(size: 20);
        bench.Load(rule);

        await bench.FailAsync();

        Assert.Equal(expected, Assert.Single(bench.Ledger.Connections).Class);
        Assert.Equal(expected, Assert.Single(bench.Desk.Verdicts.Newest(_ => true, 10)).Facts?.Class);
    }

    [Fact]
    public async Task The_first_class_rule_that_matches_counts()
    {
        await using var bench = new RuleBench(size: 20);
        bench.Load("user = max => class known", "user = jo => class suspect", "tls = no => class known");

        await bench.FailAsync();

        Assert.Equal(LoginClass.Suspect, Assert.Single(bench.Ledger.Connections).Class);
    }

    [Fact]
    public async Task A_delay_rule_answers_a_failure_later_and_the_longest_counts()
    {
        await using var bench = new RuleBench();
        bench.Load("failures >= 1 => delay 1s", "failures >= 2 => delay 2s", "failures >= 1 => delay 9s observe");
        var client = await bench.ConnectAsync();

        var first = await bench.ParkAsync(client);
        bench.Sessions.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(first.IsCompleted);
        bench.Sessions.Time.Advance(FailureSchedule.Grid + RuleBench.WheelStep);
        Assert.StartsWith("a NO", await first.WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
        var second = await bench.ParkAsync(client);
        bench.Sessions.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(second.IsCompleted);
        bench.Sessions.Time.Advance(FailureSchedule.Grid + RuleBench.WheelStep);

        Assert.StartsWith("a NO", await second.WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observing_lets_denied_addresses_in_and_failures_go_on_and_counts_both()
    {
        await using var bench = new RuleBench();
        bench.Sessions.Rooms.Defence.Options = bench.Sessions.Rooms.Defence.Options with
        {
            Mode = DefenceMode.Observe,
            Deny = [IPNetwork.Parse("198.51.100.0/24")],
        };
        var client = await bench.ConnectAsync();

        for (var failure = 0; failure < 4; failure++)
        {
            await bench.FailAsync(client);
        }

        Assert.Equal(1, bench.Desk.Withheld.CountOf(VerdictReason.Denied));
        Assert.Equal(2, bench.Desk.Withheld.CountOf(VerdictReason.TooManyFailures));
    }

    [Fact]
    public async Task Of_60_connections_a_live_rule_closes_exactly_those_it_describes()
    {
        await using var bench = new RuleBench(size: 100);
        var expected = new HashSet<ClientEnd>();
        var others = new HashSet<ClientEnd>();
        for (var i = 0; i < 60; i++)
        {
            var address = $"198.51.100.{i % 5}";
            var client = (i % 3) switch { 0 => await bench.ConnectAsync(address), 1 => await bench.FailAsync(address), _ => await bench.LogInAsync(address) };
            (i % 3 == 1 && i % 5 is 1 or 3 && i % 3 == 1 ? expected : others).Add(client);
        }

        bench.Desk.Book.Add(RuleBench.Rule("live", "preauth and failures >= 1 and source in (198.51.100.1, 198.51.100.3) => close"));
        await bench.SweepAsync();
        await bench.SweepAsync();

        foreach (var client in expected)
        {
            Assert.Equal(Bye, await client.ReadToEndAsync());
        }

        await SessionBench.WaitUntilAsync(() => bench.Ledger.Count == others.Count);
        Assert.Equal(8, expected.Count);
        Assert.Equal(expected.Count, bench.Ledger.ClosedFor(CloseReason.Rule));
        Assert.Equal(20, bench.Ledger.LoggedIn);
        Assert.Equal(8, bench.Desk.Book.Rules[0].Enforced);
    }

    [Fact]
    public async Task A_reload_puts_the_rules_of_the_configuration_in_the_place_of_live_ones()
    {
        await using var bench = new RuleBench();
        bench.Load("parked => log");
        bench.Desk.Book.Add(RuleBench.Rule("live", "preauth => close"));

        bench.Load("parked => log");
        await bench.ConnectAsync();
        await bench.SweepAsync();

        Assert.Equal(1, bench.Ledger.Count);
        Assert.Equal("r0", Assert.Single(bench.Desk.Book.Rules).Rule.Name);
    }
}
