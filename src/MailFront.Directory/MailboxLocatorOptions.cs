namespace MailFront.Directory;

/// <summary>Settings of <see cref="MailboxLocator"/>.</summary>
public sealed record MailboxLocatorOptions
{
    /// <summary>Default of <see cref="HotSetCapacity"/>.</summary>
    public const int DefaultHotSetCapacity = 200_000;

    /// <summary>Default of <see cref="MaxWaitingLookups"/>.</summary>
    public const int DefaultMaxWaitingLookups = 4_096;

    /// <summary>The directory file.</summary>
    public required string Path { get; init; }

    /// <summary>How user names become internal names.</summary>
    public InternalNameOptions Names { get; init; } = new();

    /// <summary>Where users without an entry go; null: nowhere.</summary>
    public DefaultBackendRing? DefaultBackends { get; init; }

    /// <summary>Most users remembered, about 150 bytes each. Default 200,000; at least 2.</summary>
    public int HotSetCapacity { get; init; } = DefaultHotSetCapacity;

    /// <summary>Most lookups that wait for the disk; more are answered <see cref="LocateStatus.Unavailable"/>. Default 4096.</summary>
    public int MaxWaitingLookups { get; init; } = DefaultMaxWaitingLookups;

    /// <summary>How often the file is asked whether another process changed it. Default one second.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
