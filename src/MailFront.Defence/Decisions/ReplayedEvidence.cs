using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>Plays what was asked and told of logins to evidence that begins as the recorded one did: empty, under the same key.</summary>
public sealed class ReplayedEvidence(ILoginEvidence evidence) : IReplayedPart
{
    /// <inheritdoc/>
    public bool TryPlay(in DecisionRecord recorded, out DecisionRecord played)
    {
        played = recorded;
        switch (recorded.Kind)
        {
            case DecisionKind.Assessed:
                var assessment = evidence.Assess(recorded.Login, recorded.At);
                if (assessment != recorded.Answer.Assessment)
                {
                    played = recorded with { Answer = new DecisionAnswer { Assessment = assessment } };
                }

                return true;
            case DecisionKind.Observed:
                evidence.Observe(recorded.Login, recorded.Result, recorded.At);
                return true;
            case DecisionKind.Failures:
                played = recorded with { Answer = new DecisionAnswer { Failures = evidence.FailuresOf(recorded.Login, recorded.At) } };
                return true;
            case DecisionKind.Standing:
                played = recorded with { Answer = new DecisionAnswer { Standing = evidence.StandingOf(recorded.Login.Source, recorded.At) } };
                return true;
            case DecisionKind.Alarm:
                played = recorded with { Answer = new DecisionAnswer { IsAlarmed = evidence.IsAlarmed(recorded.At) } };
                return true;
            default:
                return false;
        }
    }
}
