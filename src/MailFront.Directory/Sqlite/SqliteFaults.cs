using Microsoft.Data.Sqlite;

namespace MailFront.Directory.Sqlite;

/// <summary>Translates SQLite's errors, once, into <see cref="DirectoryException"/>. Codes: sqlite.org/rescode.html.</summary>
internal static class SqliteFaults
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Authorization = 23;
    private const int NotADatabase = 26;

    public static DirectoryException Translate(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Corrupt => Of(DirectoryFault.Corrupt, $"{path} is damaged; restore it, or move it away and import an export again", error),
        NotADatabase => Of(DirectoryFault.Foreign, $"{path} is not a MailFront directory", error),
        Busy or Locked => Of(DirectoryFault.Busy, $"{path} is locked by another process", error),
        ReadOnly or Permission or Authorization => Of(DirectoryFault.Denied, $"{path} cannot be written (permissions, or a read-only file system)", error),
        CannotOpen => Of(DirectoryFault.Denied, $"{path} cannot be opened; its folder must be writable too, for the -wal and -shm files", error),
        Full => Of(DirectoryFault.Full, $"no space left for {path}", error),
        _ => Of(DirectoryFault.Trouble, $"{path}: {error.Message}", error),
    };

    public static DirectoryException Of(DirectoryFault fault, string message, Exception? cause = null) => new(fault, message, cause);
}
