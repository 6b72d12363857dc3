namespace MailFront.Protocol.Imap;

/// <summary>How a line ends, as far as literals go.</summary>
internal enum ImapLiteralKind
{
    /// <summary>No literal follows.</summary>
    None,

    /// <summary><c>{n}</c>: the sender waits for a continuation (RFC 3501 §4.3).</summary>
    Synchronising,

    /// <summary><c>{n+}</c>: the octets follow at once (RFC 7888).</summary>
    NonSynchronising,

    /// <summary>Looks like an announcement and is none.</summary>
    Malformed,
}
