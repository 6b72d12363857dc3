using System.Security.Authentication;

namespace MailFront.Transport.Tls;

/// <summary>What a finished TLS handshake settled.</summary>
/// <param name="Protocol">Negotiated version.</param>
/// <param name="CipherSuite">Name of the cipher suite as IANA spells it, e.g. TLS_AES_256_GCM_SHA384.</param>
/// <param name="ServerName">Host name the client asked for (SNI, RFC 6066 §3); null when it named none.</param>
/// <param name="ClientCertificateSubject">Subject of the client certificate; null when none was given.</param>
public sealed record TlsFacts(SslProtocols Protocol, string CipherSuite, string? ServerName, string? ClientCertificateSubject)
{
    /// <summary>Whom the client certificate names; null when none was given. One that does not verify ends the handshake.</summary>
    public ClientCertificateNames? ClientCertificate { get; init; }

    /// <summary>The version as OpenSSL and Cyrus write it in logs: <c>TLSv1.3</c>.</summary>
    public string ProtocolName => Protocol switch
    {
        SslProtocols.Tls12 => "TLSv1.2",
        SslProtocols.Tls13 => "TLSv1.3",
        _ => Protocol.ToString(),
    };
}
