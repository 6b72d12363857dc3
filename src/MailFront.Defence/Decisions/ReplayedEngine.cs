using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>
/// Plays verdicts to an engine of its own. As recorded: with the recorded facts and options. Under another policy: with that policy's options and limits,
/// and with what the replayed evidence says instead of what the recorded one said.
/// </summary>
public sealed class ReplayedEngine : IReplayedPart
{
    // Replaced by the first record of every log.
    private static readonly DefenceOptions _none = new() { MaxConnections = int.MaxValue, MaxPreLoginConnections = int.MaxValue };

    private readonly ILoginEvidence _evidence;
    private readonly IAlternativePolicy? _alternative;
    private readonly DefenceEngine _engine = new(_none);

    /// <summary>An engine under <paramref name="alternative"/>, or as recorded when that is null.</summary>
    public ReplayedEngine(ILoginEvidence evidence, IAlternativePolicy? alternative)
    {
        _evidence = evidence;
        _alternative = alternative;
    }

    /// <inheritdoc/>
    public bool TryPlay(in DecisionRecord recorded, out DecisionRecord played)
    {
        played = recorded;
        switch (recorded.Kind)
        {
            case DecisionKind.Options when recorded.Options is { } options:
                _engine.Options = _alternative?.Options(options) ?? options;
                return true;
            case DecisionKind.Verdict:
                var facts = _alternative is null ? recorded.Facts : Revise(recorded.Facts, _alternative);
                var verdict = _engine.Decide(recorded.Checkpoint, facts);
                if (verdict != recorded.Answer.Verdict)
                {
                    played = recorded with { Facts = facts, Answer = new DecisionAnswer { Verdict = verdict } };
                }

                return true;
            default:
                return false;
        }
    }

    // What was counted on the connection stays as it was: nobody knows how the client would have gone on.
    private ClientFacts Revise(in ClientFacts facts, IAlternativePolicy alternative)
    {
        if (facts.FailureLimits is null)
        {
            return facts;
        }

        var revised = facts with { FailureLimits = alternative.Limits(facts.Service, facts.FailureLimits) };
        if (facts.User is not { } user)
        {
            return revised;
        }

        var login = new LoginFacts(user, facts.Source);
        return revised with
        {
            DistinctFailures = _evidence.FailuresOf(login, facts.Now),
            IsProven = _evidence.IsProven(login, facts.Now),
            IsAlarmed = _evidence.IsAlarmed(facts.Now),
        };
    }
}
