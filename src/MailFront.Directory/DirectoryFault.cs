namespace MailFront.Directory;

/// <summary>What is wrong with the directory file.</summary>
public enum DirectoryFault
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is something else.</summary>
    Foreign,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>A newer MailFront wrote it.</summary>
    Newer,

    /// <summary>The operating system refuses access, or the file system is read-only.</summary>
    Denied,

    /// <summary>Another process held it for longer than the busy timeout.</summary>
    Busy,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>Any other trouble with the disk or with SQLite.</summary>
    Trouble,
}
