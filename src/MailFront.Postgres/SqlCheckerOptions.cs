namespace MailFront.Postgres;

/// <summary>Where passwords are kept in PostgreSQL, and how they are asked for.</summary>
public sealed record SqlCheckerOptions
{
    /// <summary>The query of <c>mailfront_sql_query</c> when it is not set.</summary>
    public const string DefaultQuery = "SELECT password FROM mailfront_users WHERE username = @user";

    /// <summary>Npgsql's connection string. What it does not say is set so that nothing blocks and nothing lasts longer than <see cref="Deadline"/>.</summary>
    public required string Connection { get; init; }

    /// <summary>The password to log in with, when it is not in <see cref="Connection"/>; null for the string's own or PGPASSFILE's.</summary>
    public string? Password { get; init; }

    /// <summary>Gives one row with the stored password, <c>{SCHEME}hash</c>, in its first column. May use <c>@user</c>, <c>@local</c> and <c>@domain</c>.</summary>
    public string Query { get; init; } = DefaultQuery;

    /// <summary>Most connections, and so most queries at once.</summary>
    public int MaxConnections { get; init; } = 5;

    /// <summary>After which the server ends a query by itself, and after which connecting is given up.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}
