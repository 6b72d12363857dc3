using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MailFront.Directory.Sqlite;

/// <summary>
/// The statement of <see cref="SqliteDirectoryWriter.Put"/>, on SQLite's own interface: a bulk import runs it millions of times, and
/// ADO.NET makes a reader and several other objects for each.
/// </summary>
internal sealed class PutStatement : IDisposable
{
    private const string Sql = """
        INSERT INTO mailbox (name, location, status, acl) VALUES (?1, ?2, ?3, coalesce(?4, ''))
        ON CONFLICT (name) DO UPDATE SET location = ?2, status = ?3, acl = coalesce(?4, acl)
        WHERE location <> ?2 OR status <> ?3 OR acl <> coalesce(?4, acl)
        """;

    // A name, or an access list of usual length; longer ones are rented.
    private const int StackBytes = 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PutStatement(sqlite3 database)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, Sql, out _statement));
    }

    /// <summary>True when a row was added or changed. Throws <see cref="SqliteException"/>.</summary>
    public bool Run(string name, long location, string? acl, EntryStatus status)
    {
        BindText(1, name);
        Check(raw.sqlite3_bind_int64(_statement, 2, location));
        Check(raw.sqlite3_bind_int(_statement, 3, (int)status));
        if (acl is null)
        {
            Check(raw.sqlite3_bind_null(_statement, 4));
        }
        else
        {
            BindText(4, acl);
        }

        var result = raw.sqlite3_step(_statement);
        var changes = raw.sqlite3_changes(_database);

        // Reset gives the step's error again; the exception needs it once.
        raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return changes > 0;
    }

    public void Dispose() => _statement.Dispose();

    private void BindText(int index, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
        var length = Encoding.UTF8.GetBytes(text, bytes);

        // SQLite copies (SQLITE_TRANSIENT).
        var result = raw.sqlite3_bind_text(_statement, index, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Check(result);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
