using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>Stands before the evidence while decisions are recorded: passes everything on and tells the sink, one caller after the other.</summary>
public sealed class RecordedEvidence : ILoginEvidence
{
    private readonly ILoginEvidence _evidence;
    private readonly IDecisionSink _sink;

    // Guarded by the sink's gate.
    private bool _wasAlarmed;

    /// <summary>Records what <paramref name="evidence"/> is asked and told to <paramref name="sink"/>.</summary>
    public RecordedEvidence(ILoginEvidence evidence, IDecisionSink sink)
    {
        _evidence = evidence;
        _sink = sink;
    }

    /// <inheritdoc/>
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now)
    {
        lock (_sink.Gate)
        {
            var assessment = _evidence.Assess(facts, now);
            _sink.Record(new DecisionRecord
            {
                Kind = DecisionKind.Assessed,
                At = now,
                Login = facts,
                Answer = new DecisionAnswer { Assessment = assessment },
            });
            return assessment;
        }
    }

    /// <inheritdoc/>
    public LoginAssessment Foresee(in LoginFacts facts, TimeSpan now)
    {
        // For explanations: nothing is decided, and nothing remembered.
        lock (_sink.Gate)
        {
            return _evidence.Foresee(facts, now);
        }
    }

    /// <inheritdoc/>
    public int FailuresOf(in LoginFacts facts, TimeSpan now)
    {
        lock (_sink.Gate)
        {
            var failures = _evidence.FailuresOf(facts, now);
            _sink.Record(new DecisionRecord
            {
                Kind = DecisionKind.Failures,
                At = now,
                Login = facts,
                Answer = new DecisionAnswer { Failures = failures },
            });
            return failures;
        }
    }

    /// <inheritdoc/>
    public bool IsProven(in LoginFacts facts, TimeSpan now)
    {
        // A question without a trace: what follows from it is in the facts of the verdict.
        lock (_sink.Gate)
        {
            return _evidence.IsProven(facts, now);
        }
    }

    /// <inheritdoc/>
    public SourceStanding StandingOf(IPAddress? source, TimeSpan now)
    {
        lock (_sink.Gate)
        {
            var standing = _evidence.StandingOf(source, now);
            _sink.Record(new DecisionRecord
            {
                Kind = DecisionKind.Standing,
                At = now,
                Login = new LoginFacts(string.Empty, source),
                Answer = new DecisionAnswer { Standing = standing },
            });
            return standing;
        }
    }

    /// <inheritdoc/>
    public bool IsAlarmed(TimeSpan now)
    {
        lock (_sink.Gate)
        {
            var isAlarmed = _evidence.IsAlarmed(now);
            if (isAlarmed != _wasAlarmed)
            {
                // Asked for with every failure: only what is new is worth a line.
                _wasAlarmed = isAlarmed;
                _sink.Record(new DecisionRecord { Kind = DecisionKind.Alarm, At = now, Answer = new DecisionAnswer { IsAlarmed = isAlarmed } });
            }

            return isAlarmed;
        }
    }

    /// <inheritdoc/>
    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
    {
        lock (_sink.Gate)
        {
            _evidence.Observe(facts, result, now);
            _sink.Record(new DecisionRecord { Kind = DecisionKind.Observed, At = now, Login = facts, Result = result });
        }
    }
}
