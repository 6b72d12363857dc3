namespace MailFront.Directory.Commands;

/// <summary>What a set or a delete did.</summary>
/// <param name="Before">The entry before; null when there was none.</param>
/// <param name="After">The entry now; null when it is gone.</param>
public sealed record EntryChange(MailboxEntry? Before, MailboxEntry? After);
