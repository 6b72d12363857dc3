using System.Net;
using MailFront.Authentication.Names;
using MailFront.Defence;
using MailFront.Transport.Relaying;
using MailFront.Transport.Tls;

namespace MailFront.Sessions;

/// <summary>Settings of a service that a reload may change.</summary>
public sealed record ServiceSettings
{
    /// <summary>TLS from the first byte (<c>-s</c>).</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>A PROXY protocol header comes first (<c>-H</c>).</summary>
    public bool ExpectsProxyHeader { get; init; }

    /// <summary>Who may send that header (<c>mailfront_trusted_proxies</c>).</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Most connections (<c>maxchild</c>); 0 for no cap of its own.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Certificates; null when the service has none.</summary>
    public TlsContexts? Tls { get; init; }

    /// <summary>What greetings tell.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>How login names become user names.</summary>
    public required UserNamePolicy UserNames { get; init; }

    /// <summary>Limits of a relayed session.</summary>
    public required RelayOptions Relay { get; init; }

    /// <summary>What a failed login costs.</summary>
    public FailureLimits Failures { get; init; } = new();

    /// <summary>Rules and deadlines before login.</summary>
    public LoginOptions Login { get; init; } = new();
}
