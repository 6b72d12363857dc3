namespace MailFront.Configuration.Settings;

/// <summary>TLS towards clients.</summary>
public sealed record TlsSettings
{
    /// <summary>What <c>tls_ciphers: DEFAULT</c> leaves to the TLS library.</summary>
    public const string DefaultCipherString = "DEFAULT";

    /// <summary><c>tls_server_cert</c> and <c>tls_server_key</c>: one pair, or two for RSA and ECDSA. Empty: no TLS.</summary>
    public IReadOnlyList<TlsCertificateFiles> Certificates { get; init; } = [];

    /// <summary><c>mailfront_tls_sni_&lt;label&gt;</c>: further certificates, chosen by the name a client asks for.</summary>
    public IReadOnlyList<TlsCertificateFiles> SniCertificates { get; init; } = [];

    /// <summary><c>tls_server_ca_file</c>: certificates that complete the chain sent; null for none.</summary>
    public string? ChainFile { get; init; }

    /// <summary><c>tls_client_certs</c>; off when no CA is named. Cyrus asks by default (optional).</summary>
    public ClientCertificates ClientCertificates { get; init; }

    /// <summary><c>tls_client_ca_file</c>: who may sign client certificates; null for none.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary><c>tls_versions</c> without those below 1.2. Default 1.2 and 1.3.</summary>
    public TlsVersions Versions { get; init; } = TlsVersions.Tls12 | TlsVersions.Tls13;

    /// <summary><c>tls_ciphers</c> as written (OpenSSL syntax).</summary>
    public string CipherString { get; init; } = DefaultCipherString;

    /// <summary>The cipher suites <see cref="CipherString"/> names, by IANA name and in order; null when the TLS library decides.</summary>
    public IReadOnlyList<string>? CipherSuites { get; init; }

    /// <summary>Whether there is a certificate to serve TLS with.</summary>
    public bool HasCertificate => Certificates.Count > 0 || SniCertificates.Count > 0;
}
