namespace MailFront.Defence.Login;

/// <summary>
/// Limits of <see cref="LoginHistory"/>. The defaults take 55 MiB once the tables are full; they are reserved at start and touched as they fill.
/// </summary>
public sealed record LoginHistoryOptions
{
    /// <summary>(User, place) pairs with a success. Default 262,144: 64 octets each.</summary>
    public int Pairs { get; init; } = 262_144;

    /// <summary>Wider parts of the network, users and passwords of failures, of each kind. Default 65,536: 64 octets each.</summary>
    public int Failures { get; init; } = 65_536;

    /// <summary>
    /// Addresses of failures, 64 octets each. Default 262,144: with 17,000 new ones a second, whoever comes again within a quarter of a minute is still known.
    /// </summary>
    public int Addresses { get; init; } = 262_144;

    /// <summary>(User, place) pairs with a failure, 64 octets each. Default 131,072.</summary>
    public int GuessedPairs { get; init; } = 131_072;

    /// <summary>Users of whose right passwords thirteen bits are kept, 24 octets each. Default 131,072.</summary>
    public int RememberedUsers { get; init; } = 131_072;

    /// <summary>How long a success from a place is remembered. Default 30 days.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(30);
}
