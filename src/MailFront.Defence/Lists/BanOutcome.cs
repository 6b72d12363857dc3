namespace MailFront.Defence.Lists;

/// <summary>Answer to a wish to ban.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Ban">The ban, when it is in force.</param>
/// <param name="Protection">Where a protection is written: of all of it, or, with a ban, of some of it.</param>
public readonly record struct BanOutcome(BanStatus Status, Ban? Ban, string? Protection);
