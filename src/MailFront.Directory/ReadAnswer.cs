namespace MailFront.Directory;

/// <summary>What the reader thread found.</summary>
/// <param name="IsReadable">False: the file could not be read, or the thread has too much to do.</param>
/// <param name="Entry">The entry; null when there is none.</param>
/// <param name="Version">Which version of the file was read; another number after each change.</param>
internal readonly record struct ReadAnswer(bool IsReadable, MailboxEntry? Entry, long Version)
{
    public static ReadAnswer Unreadable => default;
}
