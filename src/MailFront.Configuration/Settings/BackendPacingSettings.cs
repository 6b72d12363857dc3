using System.Net;

namespace MailFront.Configuration.Settings;

/// <summary>How fast backends are given logins, and from where they are connected to.</summary>
public sealed record BackendPacingSettings
{
    /// <summary><c>mailfront_backend_login_rate</c>: logins a second at each backend; null: no limit while it is well.</summary>
    public int? LoginRate { get; init; }

    /// <summary><c>mailfront_backend_login_connections</c>: logins under way at once at each backend; null: no limit while it is well.</summary>
    public int? Connections { get; init; }

    /// <summary><c>mailfront_backend_login_hold</c>: longest wait for a turn. Default 30 s.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>mailfront_backend_login_queue</c>: logins that may wait. Default 20000.</summary>
    public int Queue { get; init; } = 20_000;

    /// <summary><c>mailfront_disconnect_spread</c>. Default 30 s.</summary>
    public TimeSpan DisconnectSpread { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>mailfront_backend_source_addresses</c>; empty: the kernel chooses.</summary>
    public IReadOnlyList<IPAddress> SourceAddresses { get; init; } = [];
}
