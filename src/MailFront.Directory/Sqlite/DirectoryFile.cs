using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MailFront.Directory.Sqlite;

/// <summary>Makes, opens and checks the file. Every method throws <see cref="DirectoryException"/> and nothing else for a bad file.</summary>
internal static class DirectoryFile
{
    // Writers queue behind a bulk import for this long; readers never wait for writers in WAL mode, only for a recovery.
    private const int WriterBusyMilliseconds = 10_000;
    private const int ReaderBusyMilliseconds = 1_000;

    // Microsoft.Data.Sqlite retries SQLITE_BUSY by itself, sleeping 150 ms: SQLite's own timeout above does it better.
    private const int CommandTimeoutSeconds = 1;

    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    static DirectoryFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Makes the file, or checks the one that is there. True when it was made.</summary>
    public static bool Create(string path)
    {
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (!isNew)
        {
            Open(path, forWriting: true).Dispose();
            return false;
        }

        MakeFolder(path);
        using var connection = OpenUnchecked(path, SqliteOpenMode.ReadWriteCreate, WriterBusyMilliseconds);
        Guard(path, () =>
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, FileMode);
            }

            Execute(connection, "PRAGMA journal_mode = WAL");
            using var transaction = connection.BeginTransaction(deferred: false);

            // Two processes may start at once: the second finds the work done.
            if (Number(connection, "PRAGMA user_version", transaction) == 0)
            {
                Execute(connection, DirectorySchema.Create, transaction);
                Execute(connection, $"PRAGMA application_id = {DirectorySchema.ApplicationId}", transaction);
                Execute(connection, $"PRAGMA user_version = {DirectorySchema.Version}", transaction);
            }

            transaction.Commit();
        });
        return true;
    }

    /// <summary>Opens an existing file of this version. Caller disposes.</summary>
    public static SqliteConnection Open(string path, bool forWriting)
    {
        if (!File.Exists(path))
        {
            throw SqliteFaults.Of(DirectoryFault.Missing, $"{path} does not exist; `mailfront directory init` makes it");
        }

        var connection = OpenUnchecked(
            path,
            forWriting ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
            forWriting ? WriterBusyMilliseconds : ReaderBusyMilliseconds);
        try
        {
            Guard(path, () => Check(path, connection, forWriting));
            return connection;
        }
        catch (DirectoryException)
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteFaults.Of(DirectoryFault.Denied, $"{path}: {error.Message}", error);
        }
    }

    public static long Number(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Check(string path, SqliteConnection connection, bool forWriting)
    {
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        if (application != DirectorySchema.ApplicationId)
        {
            throw SqliteFaults.Of(DirectoryFault.Foreign, $"{path} is not a MailFront directory");
        }

        if (version > DirectorySchema.Version)
        {
            throw SqliteFaults.Of(
                DirectoryFault.Newer,
                $"{path} has format {version}, written by a newer MailFront; this one knows formats up to {DirectorySchema.Version}");
        }

        // FULL: what `directory set` has confirmed survives a power cut. 64 MB of cache carry a bulk import.
        Execute(connection, forWriting
            ? "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = OFF"
            : "PRAGMA query_only = ON; PRAGMA cache_size = -16384");
    }

    private static SqliteConnection OpenUnchecked(string path, SqliteOpenMode mode, int busyMilliseconds)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = CommandTimeoutSeconds,
        };
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            Guard(path, () =>
            {
                connection.Open();
                Execute(connection, $"PRAGMA busy_timeout = {busyMilliseconds}");
            });
            return connection;
        }
        catch (DirectoryException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static void MakeFolder(string path) => Guard(path, () =>
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }
    });
}
