namespace MailFront.Directory;

/// <summary>Result of a lookup.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Location">Where the mailbox is; meaningful only for <see cref="LocateStatus.Found"/>.</param>
/// <param name="IsDefault">True when no entry existed and a default backend was chosen.</param>
public readonly record struct LocateOutcome(LocateStatus Status, Location Location, bool IsDefault);
