using System.Net;

namespace MailFront.Defence;

/// <summary>Limits of the process as a whole that the engine applies.</summary>
public sealed record DefenceOptions
{
    /// <summary>Whether verdicts are carried out (<c>mailfront_defence</c>). Default enforce.</summary>
    public DefenceMode Mode { get; init; }

    /// <summary>Most connections (<c>mailfront_max_connections</c>, resolved from the descriptor limit when 0 was written).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Most connections that are not logged in (<c>mailfront_max_prelogin</c>, half of the former when 0 was written).</summary>
    public required int MaxPreLoginConnections { get; init; }

    /// <summary>Networks that are always let in (<c>mailfront_allow</c>); they win over <see cref="Deny"/>.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>Networks that are never let in (<c>mailfront_deny</c>).</summary>
    public IReadOnlyList<IPNetwork> Deny { get; init; } = [];
}
