namespace MailFront.Directory;

/// <summary>What a name given by an administrator is.</summary>
public enum NameKind
{
    /// <summary>
    /// Decided by its looks: <c>user.…</c>, <c>user/…</c>, <c>DELETED.…</c> and names with <c>!</c> are mailboxes, all others users.
    /// </summary>
    Guess,

    /// <summary>A user: means that user's INBOX.</summary>
    User,

    /// <summary>An internal mailbox name; needed for shared mailboxes, which look like users.</summary>
    Mailbox,
}
