using Microsoft.Data.Sqlite;

namespace MailFront.Directory.Sqlite;

/// <summary>
/// Locations by their number. Rows of this table never change, so what was read once stays true, and equal locations share their strings.
/// Owned by one connection's thread.
/// </summary>
internal sealed class LocationTable(SqliteConnection connection)
{
    // A directory has a few hundred locations; a file with more than this is only slower.
    private const int MaxKept = 10_000;
    private readonly Dictionary<long, Location> _byId = [];

    public Location this[long id] => _byId.TryGetValue(id, out var known) ? known : Read(id);

    /// <summary>Numbers of the locations a backend name stands for.</summary>
    public List<long> Matching(string backend)
    {
        var ids = new List<long>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, server, partition FROM location";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var location = new Location(rows.GetString(1), rows.GetString(2));
            if (IsNamed(location, backend))
            {
                ids.Add(rows.GetInt64(0));
            }
        }

        return ids;
    }

    private static bool IsNamed(Location location, string backend) =>
        string.Equals(location.Server, backend, StringComparison.OrdinalIgnoreCase)
        || string.Equals(location.ShortHost, backend, StringComparison.OrdinalIgnoreCase)
        || string.Equals(location.ToMupdateText(), backend, StringComparison.OrdinalIgnoreCase);

    private Location Read(long id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT server, partition FROM location WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var rows = command.ExecuteReader();
        if (!rows.Read())
        {
            throw SqliteFaults.Of(DirectoryFault.Corrupt, $"{connection.DataSource} is damaged: location {id} is missing");
        }

        if (_byId.Count >= MaxKept)
        {
            _byId.Clear();
        }

        return _byId[id] = new Location(rows.GetString(0), rows.GetString(1));
    }
}
