namespace MailFront.Configuration.Settings;

/// <summary>Where locations are kept and how sessions are routed by them.</summary>
public sealed record DirectorySettings
{
    /// <summary><c>mailfront_directory</c>. Default sqlite.</summary>
    public DirectoryKind Kind { get; init; }

    /// <summary><c>mailfront_directory_path</c>: the SQLite file. Default <c>{configdirectory}/mailfront.db</c>.</summary>
    public required string Path { get; init; }

    /// <summary><c>mailfront_directory_connection</c>; null for none.</summary>
    public HiddenText? Connection { get; init; }

    /// <summary><c>mailfront_routing</c> as asked for.</summary>
    public RoutingKind Routing { get; init; }

    /// <summary><c>mupdate_server</c>, <c>host[:port]</c>; null for none.</summary>
    public string? MupdateServer { get; init; }
}
