namespace MailFront.Configuration.Settings;

/// <summary>One backend: where it listens and how MailFront logs in there.</summary>
public sealed record BackendSettings
{
    /// <summary>IMAP port when none is given.</summary>
    public const int DefaultImapPort = 143;

    /// <summary>IMAP port with <c>tls=implicit</c>.</summary>
    public const int DefaultImplicitImapPort = 993;

    /// <summary>POP3 port when none is given.</summary>
    public const int DefaultPop3Port = 110;

    /// <summary>POP3 port with <c>tls=implicit</c>.</summary>
    public const int DefaultImplicitPop3Port = 995;

    /// <summary>Short name: the first label of the server part of a location.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>IMAP port, 1..65535.</summary>
    public int ImapPort { get; init; } = DefaultImapPort;

    /// <summary>Host for POP3 when it is another; null for <see cref="Host"/>.</summary>
    public string? Pop3Host { get; init; }

    /// <summary>POP3 port, 1..65535.</summary>
    public int Pop3Port { get; init; } = DefaultPop3Port;

    /// <summary><c>kind=</c>. Default Cyrus.</summary>
    public BackendDialect Kind { get; init; }

    /// <summary><c>tls=</c>. Default off, as a Cyrus frontend without certificates.</summary>
    public BackendTls Tls { get; init; }

    /// <summary><c>tls_verify=</c>. Default true; false only when the operator wrote <c>off</c>.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary><c>tls_ca=</c>: PEM roots to trust; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>proxy_protocol=</c>. Default off.</summary>
    public BackendProxyHeader ProxyHeader { get; init; }

    /// <summary><c>proxy_authname</c>. Default <c>proxy</c>, as Cyrus; null for <see cref="BackendDialect.Generic"/>.</summary>
    public string? ProxyUser { get; init; }

    /// <summary><c>&lt;shorthost&gt;_password</c>, else <c>proxy_password</c>; null for none.</summary>
    public HiddenText? ProxyPassword { get; init; }

    /// <summary><c>&lt;shorthost&gt;_client_cert</c>, else <c>tls_client_cert</c>; null for none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary><c>&lt;shorthost&gt;_client_key</c>, else <c>tls_client_key</c>; null for none.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary><c>client_timeout</c>: connect, TLS, greeting and login together. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>login_rate=</c>: logins a second; null for <c>mailfront_backend_login_rate</c>.</summary>
    public int? LoginRate { get; init; }

    /// <summary><c>connections=</c>: logins under way at once; null for <c>mailfront_backend_login_connections</c>.</summary>
    public int? Connections { get; init; }
}
