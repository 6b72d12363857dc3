using System.Net;

namespace MailFront.Defence;

/// <summary>Limits and delays the engine applies.</summary>
public sealed record DefenceOptions
{
    /// <summary>Delay of the answer to a failed login (<c>failedloginpause</c>). Default 3 s, as Cyrus.</summary>
    public TimeSpan FailedLoginPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Failures on one connection after which it is closed (<c>mailfront_max_login_failures</c>). Default 3; at least 1.</summary>
    public int MaxLoginFailures { get; init; } = 3;

    /// <summary>Time a connection that failed has for its next try (<c>mailfront_failed_deadline</c>). Default 10 s.</summary>
    public TimeSpan FailedDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most connections (<c>mailfront_max_connections</c>, resolved from the descriptor limit when 0 was written).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Most connections that are not logged in (<c>mailfront_max_prelogin</c>, half of the former when 0 was written).</summary>
    public required int MaxPreLoginConnections { get; init; }

    /// <summary>Networks that are always let in (<c>mailfront_allow</c>); they win over <see cref="Deny"/>.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>Networks that are never let in (<c>mailfront_deny</c>).</summary>
    public IReadOnlyList<IPNetwork> Deny { get; init; } = [];
}
