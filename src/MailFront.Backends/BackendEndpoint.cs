using MailFront.Protocol;

namespace MailFront.Backends;

/// <summary>Where a backend listens and how we log in there for a user.</summary>
public sealed record BackendEndpoint
{
    /// <summary>Short name, as in <c>mailfront_backend_&lt;shorthost&gt;</c>; used in logs and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>Host name, address, or absolute path of a unix socket.</summary>
    public required string Host { get; init; }

    /// <summary>IMAP port.</summary>
    public int ImapPort { get; init; } = 143;

    /// <summary>Host for POP3 when it is not <see cref="Host"/>.</summary>
    public string? Pop3Host { get; init; }

    /// <summary>POP3 port.</summary>
    public int Pop3Port { get; init; } = 110;

    /// <summary>Login dialect.</summary>
    public BackendKind Kind { get; init; }

    /// <summary>TLS towards it.</summary>
    public BackendTlsMode Tls { get; init; }

    /// <summary>False only when the operator wrote <c>tls_verify=off</c>.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary>Roots to trust (PEM); null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Client certificate to present (PEM); null for none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>Key of the client certificate (PEM); null when in the same file.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>PROXY header to send first.</summary>
    public ProxyHeaderVersion ProxyHeader { get; init; }

    /// <summary>SASL authcid of the proxy or master user (<c>proxy_authname</c>); null for <see cref="BackendKind.Generic"/>.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>Its password (<c>&lt;shorthost&gt;_password</c>, else <c>proxy_password</c>).</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>Deadline for connect, TLS, greeting and login together (<c>client_timeout</c>). Default 10 s, as Cyrus.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most logins a second there (<c>login_rate=</c>); null for the value of all backends.</summary>
    public int? LoginRate { get; init; }

    /// <summary>Most logins under way there at once (<c>connections=</c>); null for the value of all backends.</summary>
    public int? Connections { get; init; }
}
