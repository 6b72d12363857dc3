using System.Net.Security;
using System.Security.Authentication;

namespace MailFront.Transport.Tls;

/// <summary>What a TLS listener offers. Turned into a <see cref="TlsContexts"/> snapshot at start and at reload.</summary>
public sealed record TlsServerOptions
{
    /// <summary>Most certificates one listener may have; each costs one OpenSSL context.</summary>
    public const int MaxCertificates = 1024;

    /// <summary>
    /// Certificates; the first one answers clients that name no host or an unknown one. Two certificates for the same
    /// names, one RSA and one ECDSA (a comma-separated <c>tls_server_cert</c> of Cyrus 3.2), are chosen by what the client can verify.
    /// </summary>
    public required IReadOnlyList<TlsCertificateFiles> Certificates { get; init; }

    /// <summary>
    /// PEM file with certificates that complete the chains of <see cref="Certificates"/> (Cyrus <c>tls_server_ca_file</c>), or null. Each
    /// certificate is sent with those that lead from it towards a root; others in the file, and roots, are not sent.
    /// </summary>
    public string? ChainFile { get; init; }

    /// <summary>Lowest version: <see cref="SslProtocols.Tls12"/> (default, RFC 8996) or <see cref="SslProtocols.Tls13"/>.</summary>
    public SslProtocols MinimumProtocol { get; init; } = SslProtocols.Tls12;

    /// <summary>Highest version: <see cref="SslProtocols.Tls12"/> or <see cref="SslProtocols.Tls13"/> (default).</summary>
    public SslProtocols MaximumProtocol { get; init; } = SslProtocols.Tls13;

    /// <summary>
    /// Cipher suites to offer, or null for the system's choice (default). A list costs about 13 KB more for each
    /// session, because .NET then makes an OpenSSL context for each connection.
    /// </summary>
    public IReadOnlyList<TlsCipherSuite>? CipherSuites { get; init; }

    /// <summary>Whether clients are asked for a certificate. Default off, as Cyrus.</summary>
    public ClientCertificates ClientCertificates { get; init; } = ClientCertificates.Off;

    /// <summary>PEM file with the authorities that client certificates must come from (Cyrus <c>tls_client_ca_file</c>).</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>
    /// ALPN name of the protocol spoken here, <c>imap</c> or <c>pop3</c> (IANA), or null. A client that offers ALPN
    /// without this name is refused, so that it cannot be led here by a cross-protocol attack (ALPACA, CVE-2021-3618).
    /// </summary>
    public string? ApplicationProtocol { get; init; }
}
