namespace MailFront.Protocol.DovecotAuth;

/// <summary>Kinds of lines from Dovecot's auth process.</summary>
public enum DovecotAuthReplyKind
{
    /// <summary>Not one of those below, or damaged: to be skipped.</summary>
    Other,

    /// <summary><c>VERSION major minor</c>.</summary>
    Version,

    /// <summary><c>MECH name parameters</c>: a mechanism on offer.</summary>
    Mechanism,

    /// <summary><c>DONE</c>: end of the handshake.</summary>
    Done,

    /// <summary><c>OK id parameters</c>.</summary>
    Accepted,

    /// <summary><c>FAIL id parameters</c>.</summary>
    Failed,

    /// <summary><c>CONT id data</c>: the mechanism wants more.</summary>
    Continue,
}
