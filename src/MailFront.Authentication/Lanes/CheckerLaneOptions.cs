namespace MailFront.Authentication.Lanes;

/// <summary>Bounds of one checker's lane.</summary>
public sealed record CheckerLaneOptions
{
    /// <summary>Questions asked of the checker at once. Default 5: saslauthd's own number of workers (<c>-n 5</c>).</summary>
    public int MaxRunning { get; init; } = 5;

    /// <summary>
    /// Questions waiting for their turn; one more is answered "overloaded" at once. Default 1000: what five workers answer within
    /// <see cref="Deadline"/> at 50 ms each. More would only wait to expire.
    /// </summary>
    public int MaxWaiting { get; init; } = 1000;

    /// <summary>Longest time from the question to the answer, waiting included; then the answer is "unavailable". Default 10 s: mail clients give up after 10 to 60 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}
