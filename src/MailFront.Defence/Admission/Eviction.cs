namespace MailFront.Defence.Admission;

/// <summary>Who has to go for a newcomer, and why.</summary>
/// <param name="Occupant">The connection to end.</param>
/// <param name="Score">Its score.</param>
/// <param name="Facts">What the score was made of.</param>
/// <param name="IsHurried">So many are leaving already that this one must give its descriptor back at once, without a last word.</param>
public readonly record struct Eviction(ISeatOccupant Occupant, int Score, SeatFacts Facts, bool IsHurried);
