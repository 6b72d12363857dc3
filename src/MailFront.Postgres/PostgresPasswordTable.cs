using System.Data;
using MailFront.Authentication.Hashing;
using Npgsql;

namespace MailFront.Postgres;

/// <summary>
/// Runs the operator's query. The user's names are parameters and never a part of its text. A query is not cancelled by Npgsql: that opens
/// a connection and waits for it on the thread that cancels. It is left to end by itself, at the latest by the server's own time limit, and
/// keeps its place in the pool until then, so that a server in trouble is never asked more at once than the pool allows.
/// </summary>
internal sealed class PostgresPasswordTable : IPasswordTable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _query;

    /// <summary>A table; nothing is connected yet.</summary>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public PostgresPasswordTable(SqlCheckerOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionText.Complete(options));

        // Text needs no catalogue of types, and reading that would cost the first logins a second query.
        builder.ConfigureTypeLoading(static loading => loading.EnableTypeLoading(false));
        _source = builder.Build();
        _query = options.Query;
    }

    /// <inheritdoc/>
    public async Task<StoredRow> FindAsync(string user, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception failure) when (PostgresTrouble.IsTrouble(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return StoredRow.Failed($"PostgreSQL cannot be reached: {PostgresTrouble.Describe(failure)}");
        }

        // From here on the question owns the connection and never throws, so it may be left alone.
        return await AskAsync(connection, user).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<StoredRow> AskAsync(NpgsqlConnection connection, string user)
    {
        try
        {
            await using (connection)
            {
                await using NpgsqlCommand command = connection.CreateCommand();
                command.CommandText = _query;
                int at = user.LastIndexOf('@');
                command.Parameters.Add(new NpgsqlParameter<string>("user", user));
                command.Parameters.Add(new NpgsqlParameter<string>("local", at < 0 ? user : user[..at]));
                command.Parameters.Add(new NpgsqlParameter<string>("domain", at < 0 ? string.Empty : user[(at + 1)..]));

                // No token: see above.
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.Default, CancellationToken.None);
                return await ReadAsync(reader);
            }
        }
        catch (Exception failure) when (PostgresTrouble.IsTrouble(failure))
        {
            return StoredRow.Failed($"PostgreSQL did not answer the query: {PostgresTrouble.Describe(failure)}");
        }
    }

    private static async Task<StoredRow> ReadAsync(NpgsqlDataReader reader)
    {
        if (!await reader.ReadAsync(CancellationToken.None))
        {
            return default;
        }

        // A user without a password cannot log in by one. A character(n) column is padded.
        bool isNull = await reader.IsDBNullAsync(0, CancellationToken.None);
        StoredPassword stored = isNull ? StoredPassword.Locked : StoredPassword.Parse(reader.GetString(0).TrimEnd(' '));
        return await reader.ReadAsync(CancellationToken.None) ? StoredRow.Failed("the query finds several rows for the user") : new StoredRow(stored, null);
    }
}
