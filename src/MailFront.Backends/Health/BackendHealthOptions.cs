namespace MailFront.Backends.Health;

/// <summary>When a backend counts as down.</summary>
public sealed record BackendHealthOptions
{
    /// <summary>Connection failures in a row, without a success between them, after which logins fail at once. Default 5.</summary>
    public int FailuresToOpen { get; init; } = 5;

    /// <summary>A failure older than this no longer counts. Default 30 s, as Dovecot's host_immediate_failure_after.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Least time between two logins that are let through to a backend that is down. Default 1 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most backends with failures that are remembered; others are treated as healthy. Default 4096.</summary>
    public int MaxBackends { get; init; } = 4096;
}
