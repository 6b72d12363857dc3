namespace MailFront.Protocol;

/// <summary>The mail access protocol of a listener, a session or a backend connection.</summary>
public enum MailProtocol
{
    /// <summary>IMAP4rev1 (RFC 3501).</summary>
    Imap,

    /// <summary>POP3 (RFC 1939).</summary>
    Pop3,
}
