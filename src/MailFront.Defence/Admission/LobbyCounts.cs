namespace MailFront.Defence.Admission;

/// <summary>The lobby in numbers, taken at one moment.</summary>
/// <param name="Open">Connections, sessions included; those told to go are not.</param>
/// <param name="PreLogin">Of these, not logged in.</param>
/// <param name="Leaving">Told to go, and their sockets are not gone yet.</param>
/// <param name="Evicted">Evictions so far, by the cap that was reached (<see cref="VerdictReason"/>).</param>
/// <param name="Refused">Refusals so far, in the same way.</param>
public sealed record LobbyCounts(
    int Open, int PreLogin, int Leaving, IReadOnlyDictionary<VerdictReason, long> Evicted, IReadOnlyDictionary<VerdictReason, long> Refused);
