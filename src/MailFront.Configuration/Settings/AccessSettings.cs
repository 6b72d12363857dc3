using System.Net;

namespace MailFront.Configuration.Settings;

/// <summary>Which addresses may connect, and who may speak for a client.</summary>
public sealed record AccessSettings
{
    /// <summary><c>mailfront_trusted_proxies</c>: whose PROXY headers are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>mailfront_allow</c>: who is let in whatever <see cref="Deny"/> says. Default nobody in particular.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary><c>mailfront_deny</c>: who is reset at once, unless <see cref="Allow"/> names them. Default nobody.</summary>
    public IReadOnlyList<IPNetwork> Deny { get; init; } = [];

    /// <summary><c>mailfront_defence</c>. Default enforce.</summary>
    public DefenceMode Defence { get; init; }
}
