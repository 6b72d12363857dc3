namespace MailFront.Defence.Login;

/// <summary>One table of evidence in numbers.</summary>
/// <param name="Name">What is counted in it, as a metric label.</param>
/// <param name="Records">Places that are taken.</param>
/// <param name="Evictions">Records that made room while they still meant something, since start.</param>
public readonly record struct EvidenceTableCounters(string Name, int Records, long Evictions);
