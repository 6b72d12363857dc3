namespace MailFront.Defence.Login;

/// <summary>The memory of logins in numbers, for metrics.</summary>
/// <param name="Tables">Each table.</param>
/// <param name="Octets">What all take at most.</param>
/// <param name="IsAlarmed">Whether a botnet is at work.</param>
/// <param name="Alarms">How often that was so since start.</param>
public readonly record struct EvidenceCounters(IReadOnlyList<EvidenceTableCounters> Tables, long Octets, bool IsAlarmed, long Alarms);
