namespace MailFront.Directory;

/// <summary>One line of the directory.</summary>
/// <param name="Name">Internal name, as <c>user.jo</c> or <c>example.org!user.jo.Sent</c>.</param>
/// <param name="Location">Where it lives.</param>
/// <param name="Acl">Rights as Cyrus keeps them: <c>id TAB rights TAB</c>, repeated; empty when unknown.</param>
/// <param name="Status">Whether it can be opened.</param>
public readonly record struct MailboxEntry(string Name, Location Location, string Acl, EntryStatus Status);
