namespace MailFront.Defence;

/// <summary>A decision of the engine.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long the answer waits; zero for at once.</param>
/// <param name="Deadline">Time the client has after the answer to do better; zero when it does not apply.</param>
public readonly record struct Verdict(VerdictAction Action, VerdictReason Reason, TimeSpan Delay, TimeSpan Deadline)
{
    /// <summary>Why it would have been another one, if <see cref="DefenceMode.Observe"/> did not spare the client; <see cref="VerdictReason.None"/> when it is the same.</summary>
    public VerdictReason Withheld { get; init; }

    /// <summary>Go on, nothing to say.</summary>
    public static Verdict Proceed => default;
}
