namespace MailFront.Directory;

/// <summary>What the directory says about one user.</summary>
/// <param name="IsPresent">False: the user has no entry.</param>
/// <param name="Location">Where the INBOX lives, when present.</param>
internal readonly record struct HotEntry(bool IsPresent, Location Location);
