using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MailFront.Directory.Sqlite;

/// <summary>
/// One transaction on a directory file: everything until <see cref="Commit"/>, or nothing. Holds SQLite's only writer lock from its opening
/// to its end; readers go on with the state before. Not thread-safe. Every member throws <see cref="DirectoryException"/>.
/// </summary>
public sealed class SqliteDirectoryWriter : IDisposable
{
    // Locations are few; the bound is for a file that is not what it claims to be.
    private const int MaxKnownLocations = 10_000;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly Dictionary<Location, long> _locations = [];
    private readonly PutStatement _put;

    private SqliteDirectoryWriter(string path, SqliteConnection connection, SqliteTransaction transaction)
    {
        _path = path;
        _connection = connection;
        _transaction = transaction;
        _put = new PutStatement(connection.Handle ?? throw new InvalidOperationException("the connection is open here"));
    }

    /// <summary>Opens the file and begins. Caller disposes; without <see cref="Commit"/> that takes everything back.</summary>
    public static SqliteDirectoryWriter Begin(string path)
    {
        var connection = DirectoryFile.Open(path, forWriting: true);
        try
        {
            SqliteDirectoryWriter? writer = null;
            DirectoryFile.Guard(path, () => writer = new SqliteDirectoryWriter(path, connection, connection.BeginTransaction(deferred: false)));

            // Guard has thrown when there is none.
            return writer!;
        }
        catch (DirectoryException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Adds or replaces an entry. True when that changed the directory.</summary>
    /// <param name="name">A valid internal name.</param>
    /// <param name="location">Where it lives.</param>
    /// <param name="acl">Its rights; null keeps those of an entry that is there.</param>
    /// <param name="status">Its state.</param>
    public bool Put(string name, Location location, string? acl, EntryStatus status)
    {
        // Without a closure, unlike the others: an import comes here for each line.
        try
        {
            return _put.Run(name, LocationId(location), acl, status);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(_path, error);
        }
    }

    /// <summary>The entry of an internal name as this transaction sees it; null when there is none.</summary>
    public MailboxEntry? Find(string name)
    {
        var found = default(MailboxEntry?);
        DirectoryFile.Guard(_path, () =>
        {
            using var command = Command("SELECT server, partition, acl, status FROM mailbox JOIN location ON id = location WHERE name = $name");
            command.Parameters.AddWithValue("$name", name);
            using var rows = command.ExecuteReader();
            if (rows.Read())
            {
                var location = new Location(rows.GetString(0), rows.GetString(1));
                found = new MailboxEntry(name, location, rows.GetString(2), (EntryStatus)rows.GetInt64(3));
            }
        });
        return found;
    }

    /// <summary>Removes an entry. False when there was none.</summary>
    public bool Delete(string name)
    {
        var changed = 0;
        DirectoryFile.Guard(_path, () =>
        {
            using var command = Command("DELETE FROM mailbox WHERE name = $name");
            command.Parameters.AddWithValue("$name", name);
            changed = command.ExecuteNonQuery();
        });
        return changed > 0;
    }

    /// <summary>Makes it all durable and visible at once. Nothing may follow.</summary>
    public void Commit() => DirectoryFile.Guard(_path, _transaction.Commit);

    /// <inheritdoc/>
    public void Dispose()
    {
        _put.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private long LocationId(Location location)
    {
        if (_locations.TryGetValue(location, out var id))
        {
            return id;
        }

        using var command = Command("""
            INSERT INTO location (server, partition) VALUES ($server, $partition) ON CONFLICT DO NOTHING;
            SELECT id FROM location WHERE server = $server AND partition = $partition;
            """);
        command.Parameters.AddWithValue("$server", location.Server);
        command.Parameters.AddWithValue("$partition", location.Partition);
        id = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (_locations.Count >= MaxKnownLocations)
        {
            _locations.Clear();
        }

        return _locations[location] = id;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        return command;
    }
}
