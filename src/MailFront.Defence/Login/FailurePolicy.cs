namespace MailFront.Defence.Login;

/// <summary>
/// What a login that was not answered with OK costs the connection. The price rises with the distinct wrong passwords that this user, whether there is one of
/// that name or not, had at this place; never with the cause, and a repetition is free. Thread-safe.
/// </summary>
internal sealed class FailurePolicy
{
    // The second wrong password costs a second more than the first, each further one twice that. With a pause of three seconds three answers at the highest
    // price still fit into a login deadline of a minute.
    private const int MostSeconds = 15;
    private const int MostDoublings = 4;

    // While a botnet is at work, whoever is not proven has one try on each connection, and waits somewhat longer.
    private const int FailuresUnderAlarm = 1;
    private static readonly TimeSpan _pauseUnderAlarm = TimeSpan.FromSeconds(2);

    private static readonly FailureLimits _defaultLimits = new();

    private readonly FailureSchedule _schedule = new();

    /// <summary>Decides at <see cref="Checkpoint.Credential"/>.</summary>
    public Verdict DecideCredential(in ClientFacts facts)
    {
        var limits = facts.FailureLimits ?? _defaultLimits;
        var isStrict = facts.IsAlarmed && !facts.IsProven;
        var pause = limits.Pause + PriceOf(facts.DistinctFailures) + (isStrict ? _pauseUnderAlarm : TimeSpan.Zero);
        var delay = _schedule.DelayOf(facts.Now, facts.CredentialAge, pause);
        return facts.Failures >= (isStrict ? FailuresUnderAlarm : limits.MaxFailures)
            ? new Verdict(VerdictAction.AnswerAndClose, VerdictReason.TooManyFailures, delay, TimeSpan.Zero)
            : new Verdict(VerdictAction.Proceed, VerdictReason.LoginFailed, delay, limits.Deadline);
    }

    /// <summary>Decides at <see cref="Checkpoint.Unavailable"/>.</summary>
    public static Verdict DecideUnavailable(in ClientFacts facts) => new(
        VerdictAction.Proceed,
        VerdictReason.Unavailable,
        FailureSchedule.DelayAlone(facts.Now, facts.CredentialAge, (facts.FailureLimits ?? _defaultLimits).UnavailablePause),
        TimeSpan.Zero);

    private static TimeSpan PriceOf(int failures) => failures < 2
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(MostSeconds, 1 << Math.Min(MostDoublings, failures - 2)));
}
