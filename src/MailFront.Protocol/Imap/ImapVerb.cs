namespace MailFront.Protocol.Imap;

/// <summary>Commands told apart before login.</summary>
public enum ImapVerb
{
    /// <summary>Not a command we know.</summary>
    Unknown,

    /// <summary>CAPABILITY (RFC 3501 §6.1.1).</summary>
    Capability,

    /// <summary>ID (RFC 2971).</summary>
    Id,

    /// <summary>NOOP (RFC 3501 §6.1.2).</summary>
    Noop,

    /// <summary>LOGOUT (RFC 3501 §6.1.3).</summary>
    Logout,

    /// <summary>STARTTLS (RFC 3501 §6.2.1).</summary>
    StartTls,

    /// <summary>LOGIN (RFC 3501 §6.2.3).</summary>
    Login,

    /// <summary>AUTHENTICATE (RFC 3501 §6.2.2, RFC 4959).</summary>
    Authenticate,

    /// <summary>A command that exists but needs a login first.</summary>
    AfterLogin,
}
