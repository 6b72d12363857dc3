using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>Reads what a handshake settled off its <see cref="SslStream"/>.</summary>
internal static class HandshakeFacts
{
    /// <summary>The facts; of the peer's names only what a client says to a server.</summary>
    public static TlsFacts Of(SslStream ssl, bool isServer) => new(
        ssl.SslProtocol,
        ssl.NegotiatedCipherSuite.ToString(),
        isServer && ssl.TargetHostName is { Length: > 0 } name ? name : null,
        isServer ? ssl.RemoteCertificate?.Subject : null)
    {
        ClientCertificate = isServer && ssl.RemoteCertificate is X509Certificate2 certificate ? ClientCertificateNames.Of(certificate) : null,
    };
}
