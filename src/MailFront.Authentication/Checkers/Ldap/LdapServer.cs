using MailFront.Protocol.Ldap;
using MailFront.Transport.Tls;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>One LDAP server and how to reach it.</summary>
public sealed record LdapServer
{
    /// <summary>Where it listens.</summary>
    public required LdapUri Uri { get; init; }

    /// <summary>Whether StartTLS must succeed before anything else is said. Not for <c>ldaps</c>.</summary>
    public bool StartTls { get; init; }

    /// <summary>False only when the operator wrote <c>mailfront_ldap_tls_verify: off</c>.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary>Roots to trust (PEM); null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Longest time to connect; the question's own deadline counts as well.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections kept open while nobody asks, of each kind: as many as ask at once.</summary>
    public int MaxIdle { get; init; } = 5;

    /// <summary>After which a connection that nobody used is closed. Default 60 s: below what servers and firewalls usually allow.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The client's side of the handshake; null for a server that is spoken to in plaintext.</summary>
    internal TlsClientPolicy? TlsPolicy() => !Uri.IsSecure && !StartTls ? null : new TlsClientPolicy
    {
        HostName = Uri.Host.StartsWith('/') ? "localhost" : Uri.Host,
        Verify = VerifyCertificate,
        CaFile = CaFile,
    };
}
