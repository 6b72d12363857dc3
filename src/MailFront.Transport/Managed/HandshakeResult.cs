using System.Net.Security;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>A finished handshake: the secure stream, or why there is none.</summary>
internal readonly record struct HandshakeResult(SslStream? Stream, TlsUpgradeStatus Status, string? Detail)
{
    public static HandshakeResult Secured(SslStream stream) => new(stream, TlsUpgradeStatus.Secured, null);

    public static HandshakeResult Failed(string detail) => new(null, TlsUpgradeStatus.Failed, detail);

    public static HandshakeResult FromException(Exception exception) => exception is IOException
        ? new(null, TlsUpgradeStatus.PeerClosed, "the peer left during the handshake")
        : Failed(TlsFailureText.Describe(exception));
}
