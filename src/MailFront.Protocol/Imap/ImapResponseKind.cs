namespace MailFront.Protocol.Imap;

/// <summary>Kinds of response lines.</summary>
public enum ImapResponseKind
{
    /// <summary><c>* …</c></summary>
    Untagged,

    /// <summary><c>tag OK …</c></summary>
    Tagged,

    /// <summary><c>+ …</c></summary>
    Continuation,
}
