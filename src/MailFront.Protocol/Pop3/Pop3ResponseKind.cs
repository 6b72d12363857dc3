namespace MailFront.Protocol.Pop3;

/// <summary>Kinds of response lines.</summary>
public enum Pop3ResponseKind
{
    /// <summary><c>+OK</c></summary>
    Ok,

    /// <summary><c>-ERR</c></summary>
    Error,

    /// <summary><c>+ challenge</c> of AUTH (RFC 5034 §4).</summary>
    Continuation,
}
