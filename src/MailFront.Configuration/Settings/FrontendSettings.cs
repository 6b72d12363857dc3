namespace MailFront.Configuration.Settings;

/// <summary>Everything cyrus.conf and imapd.conf say, typed. The host maps its parts to the option records of the rooms.</summary>
public sealed record FrontendSettings
{
    /// <summary><c>configdirectory</c>.</summary>
    public required string ConfigDirectory { get; init; }

    /// <summary>Services of cyrus.conf which MailFront serves, in file order; never empty.</summary>
    public required IReadOnlyList<ListenerSettings> Listeners { get; init; }

    /// <summary>What applies without a service's own overrides: for log lines and tools outside any service.</summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>Backends and how a location's server part becomes one.</summary>
    public required BackendCatalogue Backends { get; init; }

    /// <summary>How fast backends are given logins.</summary>
    public BackendPacingSettings Pacing { get; init; } = new();

    /// <summary>Where locations are kept and who may change them.</summary>
    public required DirectorySettings Directory { get; init; }

    /// <summary>Who decides whether a password is right.</summary>
    public required CheckerSettings Checkers { get; init; }

    /// <summary>Who may speak for a client, and whether the defence acts.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>Which addresses and users may come in.</summary>
    public ListSettings Lists { get; init; } = new();

    /// <summary>Rules of the operator's.</summary>
    public RuleSettings Rules { get; init; } = new();

    /// <summary><c>mailfront_evidence_file</c>: where evidence is kept over a restart; null for nowhere.</summary>
    public string? EvidenceFile { get; init; }

    /// <summary>How this node tells others what it knows; null when it works alone.</summary>
    public FleetSettings? Fleet { get; init; }

    /// <summary>Administration interface and metrics.</summary>
    public AdminSettings Admin { get; init; } = new();

    /// <summary>Logs.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>Record of what the defence decides.</summary>
    public DecisionSettings Decisions { get; init; } = new();

    /// <summary>What is capped so that a flood of it leaves room for the rest.</summary>
    public PressureSettings Pressure { get; init; } = new();

    /// <summary>The process as a whole.</summary>
    public ProcessSettings Process { get; init; } = new();
}
