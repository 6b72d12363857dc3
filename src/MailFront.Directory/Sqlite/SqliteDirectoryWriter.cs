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
    private readonly SqliteCommand _put;
    private readonly SqliteParameter _putName;
    private readonly SqliteParameter _putLocation;
    private readonly SqliteParameter _putStatus;
    private readonly SqliteParameter _putAcl;

    private SqliteDirectoryWriter(string path, SqliteConnection connection, SqliteTransaction transaction)
    {
        _path = path;
        _connection = connection;
        _transaction = transaction;
        _put = Command("""
            INSERT INTO mailbox (name, location, status, acl) VALUES ($name, $location, $status, coalesce($acl, ''))
            ON CONFLICT (name) DO UPDATE SET location = $location, status = $status, acl = coalesce($acl, acl)
            WHERE location <> $location OR status <> $status OR acl <> coalesce($acl, acl)
            """);
        _putName = _put.Parameters.Add("$name", SqliteType.Text);
        _putLocation = _put.Parameters.Add("$location", SqliteType.Integer);
        _putStatus = _put.Parameters.Add("$status", SqliteType.Integer);
        _putAcl = _put.Parameters.Add("$acl", SqliteType.Text);
    }

    /// <summary>Opens the file and begins. Caller disposes; without <see cref="Commit"/> that takes everything back.</summary>
    public static SqliteDirectoryWriter Begin(string path)
    {
        var connection = DirectoryFile.Open(path, forWriting: true);
        try
        {
            SqliteTransaction? transaction = null;
            DirectoryFile.Guard(path, () => transaction = connection.BeginTransaction(deferred: false));

            // Guard has thrown when there is none.
            return new SqliteDirectoryWriter(path, connection, transaction!);
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
        var changed = 0;
        DirectoryFile.Guard(_path, () =>
        {
            _putName.Value = name;
            _putLocation.Value = LocationId(location);
            _putStatus.Value = (long)status;
            _putAcl.Value = acl is null ? DBNull.Value : acl;
            changed = _put.ExecuteNonQuery();
        });
        return changed > 0;
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
