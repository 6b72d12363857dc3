using MailFront.Transport.Tls;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>An IMAP server that is asked about passwords.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Tls">How the connection is secured.</param>
/// <param name="TlsPolicy">With what; kept for the server's life, for the transport reads its files once for each object.</param>
public sealed record ImapCheckServer(string Host, int Port, ImapCheckTls Tls, TlsClientPolicy TlsPolicy);
