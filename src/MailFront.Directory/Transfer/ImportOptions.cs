namespace MailFront.Directory.Transfer;

/// <summary>How to import.</summary>
public sealed record ImportOptions
{
    /// <summary>Records between two calls of <see cref="OnProgress"/>.</summary>
    public const long ProgressEvery = 10_000;

    /// <summary>What the file is.</summary>
    public required TransferFormat Format { get; init; }

    /// <summary>Backend for locations of a dump that name a partition only (a dump made on the backend itself). Null: such lines are bad.</summary>
    public string? Backend { get; init; }

    /// <summary>Read, check and count, and change nothing. Default false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Change nothing when a single line is bad. Default false: bad lines are reported and the others imported, as Cyrus does.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Told of each bad line as it is met.</summary>
    public Action<BadLine>? OnBadLine { get; init; }

    /// <summary>Told the number of records so far, every <see cref="ProgressEvery"/> records.</summary>
    public Action<long>? OnProgress { get; init; }
}
