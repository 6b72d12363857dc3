namespace MailFront.Defence.Login;

/// <summary>What a login that was not answered with OK costs the connection. Thread-safe.</summary>
internal sealed class FailurePolicy
{
    private static readonly FailureLimits _defaultLimits = new();

    private readonly FailureSchedule _schedule = new();

    /// <summary>Decides at <see cref="Checkpoint.Credential"/>.</summary>
    public Verdict DecideCredential(in ClientFacts facts)
    {
        var limits = facts.FailureLimits ?? _defaultLimits;
        var delay = _schedule.DelayOf(facts.Now, facts.CredentialAge, limits.Pause);
        return facts.Failures >= limits.MaxFailures
            ? new Verdict(VerdictAction.AnswerAndClose, VerdictReason.TooManyFailures, delay, TimeSpan.Zero)
            : new Verdict(VerdictAction.Proceed, VerdictReason.LoginFailed, delay, limits.Deadline);
    }

    /// <summary>Decides at <see cref="Checkpoint.Unavailable"/>.</summary>
    public static Verdict DecideUnavailable(in ClientFacts facts) => new(
        VerdictAction.Proceed,
        VerdictReason.Unavailable,
        FailureSchedule.DelayAlone(facts.Now, facts.CredentialAge, (facts.FailureLimits ?? _defaultLimits).UnavailablePause),
        TimeSpan.Zero);
}
