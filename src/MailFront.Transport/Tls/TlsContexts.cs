namespace MailFront.Transport.Tls;

/// <summary>Server certificates by SNI and the limits of the handshake, as one immutable snapshot that a reload replaces.</summary>
public sealed class TlsContexts
{
}
