using System.Net;
using MailFront.Defence;

namespace MailFront.UnitTests.Defence;

public sealed class DefenceEngineTests
{
    private static readonly DefenceOptions _options = new() { MaxConnections = 100, MaxPreLoginConnections = 50 };

    [Fact]
    public void A_connection_below_all_caps_comes_in()
    {
        var verdict = Accept(_options, new ClientFacts { Connections = 99, PreLoginConnections = 49, ServiceConnections = 9, ServiceCap = 10 });

        Assert.Equal(Verdict.Proceed, verdict);
    }

    [Theory]
    [InlineData(100, 0, 0, 0, VerdictReason.ConnectionsFull)]
    [InlineData(99, 50, 0, 0, VerdictReason.PreLoginFull)]
    [InlineData(99, 49, 10, 10, VerdictReason.ServiceFull)]
    [InlineData(99, 49, 10, 0, VerdictReason.None)]
    public void Each_cap_refuses_with_its_own_reason(int connections, int preLogin, int ofService, int cap, VerdictReason expected)
    {
        var verdict = Accept(
            _options,
            new ClientFacts { Connections = connections, PreLoginConnections = preLogin, ServiceConnections = ofService, ServiceCap = cap });

        Assert.Equal(expected, verdict.Reason);
        Assert.Equal(expected == VerdictReason.None ? VerdictAction.Proceed : VerdictAction.Refuse, verdict.Action);
    }

    [Theory]
    [InlineData("192.0.2.7", VerdictAction.Close)]
    [InlineData("::ffff:192.0.2.7", VerdictAction.Close)]
    [InlineData("192.0.2.200", VerdictAction.Proceed)]
    [InlineData("2001:db8::1", VerdictAction.Close)]
    [InlineData("2001:db9::1", VerdictAction.Proceed)]
    public void A_denied_network_is_closed_without_a_word_unless_an_allowed_one_holds_the_address(string source, VerdictAction expected)
    {
        var options = _options with
        {
            Deny = [IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8::/32")],
            Allow = [IPNetwork.Parse("192.0.2.128/25")],
        };

        var facts = new ClientFacts { Source = IPAddress.Parse(source) };

        Assert.Equal(expected, Accept(options, facts).Action);
        Assert.Equal(expected, new DefenceEngine(options).Decide(Checkpoint.ProxiedSource, facts).Action);
    }

    [Fact]
    public void A_proxied_source_is_not_counted_against_the_caps_a_second_time()
    {
        var facts = new ClientFacts { Source = IPAddress.Loopback, Connections = 100, PreLoginConnections = 100 };

        var verdict = new DefenceEngine(_options).Decide(Checkpoint.ProxiedSource, facts);

        Assert.Equal(VerdictAction.Proceed, verdict.Action);
    }

    [Fact]
    public void A_failure_delays_the_answer_and_leaves_a_short_deadline()
    {
        var limits = new FailureLimits { Pause = TimeSpan.FromSeconds(4), MaxFailures = 3, Deadline = TimeSpan.FromSeconds(7) };

        var verdict = new DefenceEngine(_options).Decide(Checkpoint.Credential, new ClientFacts { Failures = 2, FailureLimits = limits });

        Assert.Equal(new Verdict(VerdictAction.Proceed, VerdictReason.LoginFailed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7)), verdict);
    }

    [Fact]
    public void The_last_failure_allowed_is_answered_after_the_delay_and_closed()
    {
        var limits = new FailureLimits { MaxFailures = 3 };

        var verdict = new DefenceEngine(_options).Decide(Checkpoint.Credential, new ClientFacts { Failures = 3, FailureLimits = limits });

        Assert.Equal(VerdictAction.AnswerAndClose, verdict.Action);
        Assert.Equal(VerdictReason.TooManyFailures, verdict.Reason);
        Assert.Equal(limits.Pause, verdict.Delay);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 7)]
    [InlineData(5, 11)]
    [InlineData(6, 18)]
    [InlineData(9, 18)]
    public void The_delay_grows_with_distinct_wrong_passwords(int distinct, int seconds)
    {
        var verdict = new DefenceEngine(_options).Decide(Checkpoint.Credential, new ClientFacts { Failures = 1, DistinctFailures = distinct });

        Assert.Equal(TimeSpan.FromSeconds(seconds), verdict.Delay);
    }

    [Theory]
    [InlineData(false, VerdictAction.AnswerAndClose, 5)]
    [InlineData(true, VerdictAction.Proceed, 3)]
    public void Under_an_alarm_whoever_is_not_proven_has_one_try_and_waits_longer(bool isProven, VerdictAction action, int seconds)
    {
        var facts = new ClientFacts { Failures = 1, DistinctFailures = 1, IsAlarmed = true, IsProven = isProven };

        var verdict = new DefenceEngine(_options).Decide(Checkpoint.Credential, facts);

        Assert.Equal((action, TimeSpan.FromSeconds(seconds)), (verdict.Action, verdict.Delay));
    }

    [Fact]
    public void An_outage_is_answered_after_a_pause_that_counts_as_no_failure()
    {
        var limits = new FailureLimits { UnavailablePause = TimeSpan.FromSeconds(2), MaxFailures = 1 };

        var verdict = new DefenceEngine(_options).Decide(Checkpoint.Unavailable, new ClientFacts { Failures = 5, FailureLimits = limits });

        Assert.Equal(new Verdict(VerdictAction.Proceed, VerdictReason.Unavailable, TimeSpan.FromSeconds(2), TimeSpan.Zero), verdict);
    }

    private static Verdict Accept(DefenceOptions options, ClientFacts facts) => new DefenceEngine(options).Decide(Checkpoint.Accept, facts);
}
