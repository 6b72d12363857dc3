namespace MailFront.UnitTests.Backends.Pacing.Simulation;

/// <summary>What came of a flap. Times count from the moment the backend died.</summary>
/// <param name="Starts">When logins began at the backend, whether it was up or not.</param>
/// <param name="Back">When each session was back.</param>
/// <param name="Ends">When each client was let go.</param>
/// <param name="Refusals">Logins told UNAVAILABLE.</param>
/// <param name="MostWaiting">Most logins in the holding room at once.</param>
internal sealed record FlapReadOut(
    IReadOnlyList<TimeSpan> Starts, IReadOnlyList<TimeSpan> Back, IReadOnlyList<TimeSpan> Ends, int Refusals, int MostWaiting)
{
    /// <summary>When this share of the sessions was back.</summary>
    public TimeSpan BackAt(double share, int sessions) => Back.Count < share * sessions ? TimeSpan.MaxValue : Back.Order().ElementAt((int)(share * sessions) - 1);
}
