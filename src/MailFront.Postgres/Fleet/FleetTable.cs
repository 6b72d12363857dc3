using System.Data;
using MailFront.Defence.Fleet;
using Npgsql;

namespace MailFront.Postgres.Fleet;

/// <summary>
/// The two tables of the exchange, over one connection. A node's news is numbered, and written by one connection one after the other: what is
/// visible has no gaps, so a reader remembers one number for each node.
/// </summary>
internal sealed class FleetTable : IAsyncDisposable
{
    private const int MostRowsAtOnce = 200;

    // Of no meaning but that it is the same everywhere: two nodes that start at the same moment must not both create the tables.
    private const long SchemaLock = 0x6d61696c66726f6e;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS mailfront_nodes (node uuid PRIMARY KEY, name text NOT NULL, seen timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS mailfront_exchange (node uuid NOT NULL, sequence bigint NOT NULL, at timestamptz NOT NULL DEFAULT now(), body bytea NOT NULL, PRIMARY KEY (node, sequence));
        CREATE INDEX IF NOT EXISTS mailfront_exchange_at ON mailfront_exchange (at);
        """;

    private const string Publish = """
        INSERT INTO mailfront_exchange (node, sequence, body) VALUES ($1, $2, $3);
        """;

    private const string Hello = """
        INSERT INTO mailfront_nodes (node, name, seen) VALUES ($1, $2, now()) ON CONFLICT (node) DO UPDATE SET seen = now();
        """;

    private const string Read = """
        SELECT e.node, e.sequence, e.body
        FROM mailfront_nodes n
        LEFT JOIN unnest($1::uuid[], $2::bigint[]) AS k(node, sequence) ON k.node = n.node
        CROSS JOIN LATERAL (
            SELECT x.node, x.sequence, x.body FROM mailfront_exchange x
            WHERE x.node = n.node AND x.sequence > coalesce(k.sequence, 0) ORDER BY x.sequence LIMIT $4) AS e
        WHERE n.node <> $3
        ORDER BY e.node, e.sequence
        """;

    private const string Tidy = """
        DELETE FROM mailfront_exchange WHERE at < now() - $1::interval;
        """;

    private const string TidyNodes = """
        DELETE FROM mailfront_nodes WHERE seen < now() - $1::interval;
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Guid _self;

    private FleetTable(NpgsqlConnection connection, Guid self)
    {
        _connection = connection;
        _self = self;
    }

    /// <summary>Connects, makes the tables if they are missing, and listens.</summary>
    public static async Task<FleetTable> OpenAsync(NpgsqlDataSource source, Guid self, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        var table = new FleetTable(connection, self);
        try
        {
            await table.PrepareAsync(cancellationToken);
            return table;
        }
        catch
        {
            await table.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until another node has news, or <paramref name="most"/> has passed.</summary>
    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _connection.WaitAsync(most, cancellationToken);

    /// <summary>Says that this node lives, under its name.</summary>
    public async Task HelloAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = Command(Hello);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _self });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes one sealed batch and calls the others.</summary>
    public async Task PublishAsync(long sequence, byte[] box, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await using (var command = Command(Publish))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _self });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = box });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await RunAsync("NOTIFY mailfront_exchange", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What other nodes have written beyond <paramref name="known"/>; at most some rows of each.</summary>
    public async Task<List<FleetRow>> ReadAsync(PeerSequences known, CancellationToken cancellationToken)
    {
        var (nodes, sequences) = known.Snapshot();
        await using var command = Command(Read);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = nodes });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = sequences });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _self });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostRowsAtOnce });
        var rows = new List<FleetRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new FleetRow(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return rows;
    }

    /// <summary>Drops news older than <paramref name="keptFor"/>, and nodes not heard of for as long.</summary>
    public async Task TidyAsync(TimeSpan keptFor, CancellationToken cancellationToken)
    {
        foreach (var text in (string[])[Tidy, TidyNodes])
        {
            await using var command = Command(text);
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = keptFor });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!await HasTablesAsync(cancellationToken))
        {
            await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
            await RunAsync($"SELECT pg_advisory_xact_lock({SchemaLock})", cancellationToken);
            await RunAsync(Schema, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await RunAsync("LISTEN mailfront_exchange", cancellationToken);
    }

    // A role that may not create tables can use those that are there.
    private async Task<bool> HasTablesAsync(CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT to_regclass('mailfront_exchange') IS NOT NULL AND to_regclass('mailfront_nodes') IS NOT NULL");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task RunAsync(string text, CancellationToken cancellationToken)
    {
        await using var command = Command(text);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
