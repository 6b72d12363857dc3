namespace MailFront.Load.Clients;

/// <summary>What the generator speaks.</summary>
internal enum MailProtocol
{
    /// <summary>IMAP4rev1 (RFC 3501).</summary>
    Imap,

    /// <summary>POP3 (RFC 1939).</summary>
    Pop3,
}
