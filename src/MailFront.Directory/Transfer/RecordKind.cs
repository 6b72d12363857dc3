namespace MailFront.Directory.Transfer;

/// <summary>What a piece of an import file is.</summary>
public enum RecordKind
{
    /// <summary>An entry to store.</summary>
    Entry,

    /// <summary>Well-formed, but nothing to store: a deleted mailbox's tombstone, an intermediate level.</summary>
    Skipped,

    /// <summary>Not understood, or not storable.</summary>
    Bad,

    /// <summary>The rest of the file cannot be read; nothing of it may be stored.</summary>
    Broken,
}
