namespace MailFront.Defence.Login;

/// <summary>
/// Limits of <see cref="LoginHistory"/>. The defaults take about 28 MiB once the tables are full; they are reserved at start and touched as they fill.
/// </summary>
public sealed record LoginHistoryOptions
{
    /// <summary>(User, place) pairs with a success. Default 262,144: 64 octets each.</summary>
    public int Pairs { get; init; } = 262_144;

    /// <summary>Sources, users and passwords of failures, of each kind. Default 65,536: 64 octets each.</summary>
    public int Failures { get; init; } = 65_536;

    /// <summary>How long a success from a place is remembered. Default 30 days.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(30);
}
