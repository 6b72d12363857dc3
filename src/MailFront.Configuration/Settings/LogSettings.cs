namespace MailFront.Configuration.Settings;

/// <summary>Logs.</summary>
public sealed record LogSettings
{
    /// <summary><c>mailfront_log_format</c>. Default classic.</summary>
    public LogFormat Format { get; init; }

    /// <summary><c>mailfront_log_target</c>. Default standard error.</summary>
    public LogTargetKind Target { get; init; }

    /// <summary>The file of <see cref="LogTargetKind.File"/>; else null.</summary>
    public string? File { get; init; }

    /// <summary><c>syslog_prefix</c>: the ident becomes <c>prefix/service</c>; null for none.</summary>
    public string? SyslogPrefix { get; init; }

    /// <summary><c>syslog_facility</c>. Default mail.</summary>
    public string SyslogFacility { get; init; } = "mail";

    /// <summary><c>debug</c>: log at level Debug too. Default false.</summary>
    public bool Debug { get; init; }
}
