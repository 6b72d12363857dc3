namespace MailFront.Defence.Admission;

/// <summary>What became of a newcomer.</summary>
/// <param name="Verdict">The decision.</param>
/// <param name="Seat">Its place, which its owner must leave; null when it may not come in.</param>
/// <param name="Evicted">Who has to go for it.</param>
public readonly record struct Admittance(Verdict Verdict, Seat? Seat, Eviction? Evicted);
