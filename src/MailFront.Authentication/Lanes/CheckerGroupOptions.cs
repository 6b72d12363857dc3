namespace MailFront.Authentication.Lanes;

/// <summary>Bounds of a group of checkers.</summary>
public sealed record CheckerGroupOptions
{
    /// <summary>
    /// Questions waiting for their turn, all classes together; one more is answered "overloaded" at once, or puts out a worse one. From 0. Default 256:
    /// what five workers answer within <see cref="Deadline"/> at 200 ms each. More would only wait to expire.
    /// </summary>
    public int MaxWaiting { get; init; } = 256;

    /// <summary>
    /// Longest time in line, and again with a checker; then the answer is "expired". Default 10 s: mail clients give up after 10 to 60 s.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time in line where it is not <see cref="Deadline"/>.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>
    /// Part of the slots that only known logins may use, 0 to 0.9, rounded up, though never the last slot. Default 0.3: two of saslauthd's five, so that
    /// mistyped passwords of known users alone hold all the rest less than one time in a hundred.
    /// </summary>
    public double ReservedForKnown { get; init; } = 0.3;

    /// <summary>Part of all slot-seconds that suspects may use, above 0 to 1. Default 0.4.</summary>
    public double SuspectShare { get; init; } = 0.4;
}
