namespace MailFront.Directory;

/// <summary>State of a directory entry (RFC 3656 §4: ACTIVATE and RESERVE). The numbers are stored in the file.</summary>
public enum EntryStatus
{
    /// <summary>The mailbox is there and can be opened.</summary>
    Active = 0,

    /// <summary>The name is taken, but the mailbox is being created or moved.</summary>
    Reserved = 1,
}
