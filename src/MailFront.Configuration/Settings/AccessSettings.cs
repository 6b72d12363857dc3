using System.Net;

namespace MailFront.Configuration.Settings;

/// <summary>Who may speak for a client, and whether the defence acts; which addresses may connect is in <see cref="ListSettings"/>.</summary>
public sealed record AccessSettings
{
    /// <summary><c>mailfront_trusted_proxies</c>: whose PROXY headers are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>mailfront_defence</c>. Default enforce.</summary>
    public DefenceMode Defence { get; init; }
}
