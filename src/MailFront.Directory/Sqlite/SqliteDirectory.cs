using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MailFront.Directory.Sqlite;

/// <summary>
/// A directory file opened for reading. Synchronous, because SQLite is: never used on a connection's path, only from the reader thread
/// and the command line. Not thread-safe. Every member throws <see cref="DirectoryException"/> when the file gives trouble.
/// </summary>
public sealed class SqliteDirectory : IDisposable
{
    private const string Row = "SELECT name, location, status, acl FROM mailbox";

    // The highest code point; names cannot hold it, so it ends the range of a prefix.
    private const string AfterAll = "\U0010FFFF";

    private readonly SqliteConnection _connection;
    private readonly LocationTable _locations;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _dataVersion;
    private readonly SqliteParameter _findName;

    private SqliteDirectory(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
        _locations = new LocationTable(connection);
        _find = connection.CreateCommand();
        _find.CommandText = Row + " WHERE name = $name";
        _findName = _find.Parameters.Add("$name", SqliteType.Text);
        _dataVersion = connection.CreateCommand();
        _dataVersion.CommandText = "PRAGMA data_version";
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Makes the file with its folder, or checks the one that is there. True when it was made.</summary>
    public static bool Create(string path) => DirectoryFile.Create(path);

    /// <summary>Opens an existing file for reading. Caller disposes.</summary>
    public static SqliteDirectory Open(string path) => new(path, DirectoryFile.Open(path, forWriting: false));

    /// <summary>The entry of an internal name.</summary>
    public bool TryFind(string name, out MailboxEntry entry)
    {
        var found = default(MailboxEntry?);
        DirectoryFile.Guard(Path, () =>
        {
            _findName.Value = name;
            using var rows = _find.ExecuteReader();
            found = rows.Read() ? ReadRow(rows) : null;
        });
        entry = found ?? default;
        return found.HasValue;
    }

    /// <summary>Changes whenever another connection has committed something (sqlite.org/pragma.html#pragma_data_version).</summary>
    public long ReadDataVersion()
    {
        var version = 0L;
        DirectoryFile.Guard(Path, () => version = Convert.ToInt64(_dataVersion.ExecuteScalar(), CultureInfo.InvariantCulture));
        return version;
    }

    /// <summary>Entries in the order of their bytes, one consistent state, read as they are asked for.</summary>
    public IEnumerable<MailboxEntry> List(ListFilter filter)
    {
        using var command = Select(Row, filter, " ORDER BY name");
        using var rows = Guarded(() => command.ExecuteReader());
        while (Guarded(() => rows.Read()))
        {
            yield return Guarded(() => ReadRow(rows));
        }
    }

    /// <summary>How many entries <see cref="List"/> would give.</summary>
    public long Count(ListFilter filter)
    {
        using var command = Select("SELECT count(*) FROM mailbox", filter, string.Empty);
        return Guarded(() => Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _dataVersion.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Select(string sql, ListFilter filter, string tail)
    {
        var terms = new List<string>();
        var command = _connection.CreateCommand();
        if (!string.IsNullOrEmpty(filter.Prefix))
        {
            terms.Add("name >= $from AND name < $to");
            command.Parameters.AddWithValue("$from", filter.Prefix);
            command.Parameters.AddWithValue("$to", filter.Prefix + AfterAll);
        }

        if (!string.IsNullOrEmpty(filter.Backend))
        {
            terms.Add($"location IN ({string.Join(',', Guarded(() => _locations.Matching(filter.Backend)))})");
        }

        command.CommandText = terms.Count == 0 ? sql + tail : $"{sql} WHERE {string.Join(" AND ", terms)}{tail}";
        return command;
    }

    private MailboxEntry ReadRow(SqliteDataReader rows) =>
        new(rows.GetString(0), _locations[rows.GetInt64(1)], rows.GetString(3), (EntryStatus)rows.GetInt64(2));

    private T Guarded<T>(Func<T> read)
    {
        var value = default(T);
        DirectoryFile.Guard(Path, () => value = read());

        // Set by read, or Guard has thrown.
        return value!;
    }
}
