using System.Net;
using MailFront.Defence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence;

public sealed class DefenceModeTests
{
    private static readonly DefenceOptions _options = new()
    {
        MaxConnections = 100,
        MaxPreLoginConnections = 50,
        Deny = [IPNetwork.Parse("192.0.2.0/24")],
    };

    private static readonly ClientFacts _third = new() { Failures = 3, Class = LoginClass.Suspect, FailureLimits = new FailureLimits(), Now = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData(DefenceMode.Observe, VerdictReason.Denied)]
    [InlineData(DefenceMode.Off, VerdictReason.None)]
    public void Lists_let_in_and_observing_tells_whom_they_would_have_kept_out(DefenceMode mode, VerdictReason withheld)
    {
        var engine = new DefenceEngine(_options with { Mode = mode });
        var facts = new ClientFacts { Source = IPAddress.Parse("192.0.2.1") };

        foreach (var checkpoint in (Checkpoint[])[Checkpoint.Accept, Checkpoint.ProxiedSource])
        {
            var verdict = engine.Decide(checkpoint, facts);

            Assert.Equal((VerdictAction.Proceed, withheld), (verdict.Action, verdict.Withheld));
        }
    }

    [Theory]
    [InlineData(DefenceMode.Observe)]
    [InlineData(DefenceMode.Off)]
    public void Caps_hold_in_every_mode_also_for_whom_a_list_names(DefenceMode mode)
    {
        var engine = new DefenceEngine(_options with { Mode = mode });

        var verdict = engine.Decide(Checkpoint.Accept, new ClientFacts { Source = IPAddress.Parse("192.0.2.1"), PreLoginConnections = 50 });

        Assert.Equal((VerdictAction.Refuse, VerdictReason.PreLoginFull), (verdict.Action, verdict.Reason));
    }

    [Theory]
    [InlineData(DefenceMode.Enforce, VerdictAction.AnswerAndClose, VerdictReason.None)]
    [InlineData(DefenceMode.Observe, VerdictAction.Proceed, VerdictReason.TooManyFailures)]
    [InlineData(DefenceMode.Off, VerdictAction.Proceed, VerdictReason.None)]
    public void The_last_failure_closes_only_when_that_is_carried_out_and_the_plain_pause_always_holds(DefenceMode mode, VerdictAction action, VerdictReason withheld)
    {
        var verdict = new DefenceEngine(_options with { Mode = mode }).Decide(Checkpoint.Credential, _third);

        Assert.Equal((action, withheld), (verdict.Action, verdict.Withheld));
        Assert.Equal(new FailureLimits().Pause, verdict.Delay);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(100, 3.25)]
    [InlineData(5000, 8)]
    public void A_rule_s_delay_is_added_in_whole_steps_of_the_schedule(int milliseconds, double expectedSeconds)
    {
        var facts = _third with { RuleDelay = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), new DefenceEngine(_options).Decide(Checkpoint.Credential, facts).Delay);
    }

    [Fact]
    public void A_reload_changes_the_mode()
    {
        var engine = new DefenceEngine(_options);
        var facts = new ClientFacts { Source = IPAddress.Parse("192.0.2.1") };
        Assert.Equal(VerdictAction.Close, engine.Decide(Checkpoint.Accept, facts).Action);

        engine.Options = _options with { Mode = DefenceMode.Observe };

        Assert.Equal(VerdictAction.Proceed, engine.Decide(Checkpoint.Accept, facts).Action);
    }
}
