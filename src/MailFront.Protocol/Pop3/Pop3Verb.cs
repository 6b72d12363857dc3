namespace MailFront.Protocol.Pop3;

/// <summary>Commands of the authorization state.</summary>
public enum Pop3Verb
{
    /// <summary>Not a command we know before login.</summary>
    Unknown,

    /// <summary>USER (RFC 1939 §7).</summary>
    User,

    /// <summary>PASS (RFC 1939 §7).</summary>
    Pass,

    /// <summary>APOP (RFC 1939 §7).</summary>
    Apop,

    /// <summary>AUTH (RFC 5034).</summary>
    Auth,

    /// <summary>CAPA (RFC 2449).</summary>
    Capa,

    /// <summary>STLS (RFC 2595 §4).</summary>
    Stls,

    /// <summary>QUIT (RFC 1939 §5).</summary>
    Quit,

    /// <summary>NOOP (RFC 1939 §5): after login only.</summary>
    Noop,
}
