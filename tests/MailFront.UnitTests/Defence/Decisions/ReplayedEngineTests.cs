using System.Net;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Decisions;

public sealed class ReplayedEngineTests
{
    private static readonly FailureLimits _strict = new() { Pause = TimeSpan.FromSeconds(5), MaxFailures = 1 };

    private readonly LoginHistory _evidence = new(new LoginHistoryOptions { Pairs = 64, Failures = 64 }, new KeyedHash(new byte[16]));

    [Fact]
    public void Recorded_options_hold_until_the_next_ones()
    {
        var engine = new ReplayedEngine(_evidence, null);

        engine.TryPlay(Deny("192.0.2.0/24"), out _);
        var first = Play(engine, Accept());
        engine.TryPlay(Deny("198.51.100.0/24"), out _);
        var second = Play(engine, Accept());

        Assert.Equal((VerdictAction.Close, VerdictAction.Proceed), (first.Action, second.Action));
    }

    [Fact]
    public void Another_policy_s_options_and_limits_take_the_place_of_the_recorded_ones()
    {
        var engine = new ReplayedEngine(_evidence, new Alternative());
        engine.TryPlay(new DecisionRecord { Kind = DecisionKind.Options, Options = new DefenceOptions { MaxConnections = 9, MaxPreLoginConnections = 9 } }, out _);

        Assert.Equal(VerdictReason.Denied, Play(engine, Accept()).Reason);
        var verdict = Play(engine, new DecisionRecord
        {
            Kind = DecisionKind.Verdict,
            Checkpoint = Checkpoint.Credential,
            Facts = new ClientFacts { Service = "imap", User = "anna", Failures = 1, Now = TimeSpan.FromDays(1), FailureLimits = new FailureLimits() },
        });
        Assert.Equal(new Verdict(VerdictAction.AnswerAndClose, VerdictReason.TooManyFailures, TimeSpan.FromSeconds(5), TimeSpan.Zero), verdict);
    }

    [Fact]
    public void What_is_not_the_engine_s_is_left_to_others() =>
        Assert.False(new ReplayedEngine(_evidence, null).TryPlay(new DecisionRecord { Kind = DecisionKind.Assessed }, out _));

    private static DecisionRecord Deny(string network) => new()
    {
        Kind = DecisionKind.Options,
        Options = new DefenceOptions { MaxConnections = 9, MaxPreLoginConnections = 9, Deny = [IPNetwork.Parse(network)] },
    };

    private static DecisionRecord Accept() => new()
    {
        Kind = DecisionKind.Verdict,
        Checkpoint = Checkpoint.Accept,
        Facts = new ClientFacts { Source = IPAddress.Parse("192.0.2.7") },
    };

    private static Verdict Play(ReplayedEngine engine, DecisionRecord record)
    {
        Assert.True(engine.TryPlay(record, out var played));
        return played.Answer.Verdict;
    }

    private sealed class Alternative : IAlternativePolicy
    {
        public DefenceOptions Options(DefenceOptions recorded) => recorded with { Deny = [IPNetwork.Parse("192.0.2.0/24")] };

        public FailureLimits? Limits(string? service, FailureLimits? recorded) => service == "imap" ? _strict : recorded;
    }
}
