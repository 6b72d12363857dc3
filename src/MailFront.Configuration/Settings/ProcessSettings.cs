namespace MailFront.Configuration.Settings;

/// <summary>The process as a whole.</summary>
public sealed record ProcessSettings
{
    /// <summary><c>mailfront_transport</c>. Default auto.</summary>
    public TransportKind Transport { get; init; }

    /// <summary><c>mailfront_max_connections</c>: clients at once; 0 (default): from the descriptor limit.</summary>
    public int MaxConnections { get; init; }

    /// <summary><c>mailfront_max_prelogin</c>: clients at once that have not logged in; 0 (default): half of all.</summary>
    public int MaxPreLogin { get; init; }

    /// <summary><c>mailfront_shutdown_deadline</c>: time sessions get to end after SIGTERM. Default 30 s.</summary>
    public TimeSpan ShutdownDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>master_bind_errors_fatal</c>: do not start when one address cannot be bound. Default false, as Cyrus.</summary>
    public bool BindErrorsAreFatal { get; init; }
}
