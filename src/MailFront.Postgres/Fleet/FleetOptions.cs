namespace MailFront.Postgres.Fleet;

/// <summary>Where nodes tell each other what they know.</summary>
public sealed record FleetOptions
{
    /// <summary>Npgsql's connection string (<c>mailfront_fleet_connection</c>).</summary>
    public required string Connection { get; init; }

    /// <summary>The password to log in with, when it is not in <see cref="Connection"/>; null for the string's own or PGPASSFILE's.</summary>
    public string? Password { get; init; }

    /// <summary>Name of this node for people (<c>servername</c>).</summary>
    public required string NodeName { get; init; }

    /// <summary>How often news is sent and asked for when nobody calls. Default 500 ms.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After which one exchange with a server that says nothing is given up. Default 5 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long news is kept for nodes that were away. Default 10 minutes: older evidence has lost most of its weight.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(10);
}
