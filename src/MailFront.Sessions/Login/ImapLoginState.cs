namespace MailFront.Sessions.Login;

/// <summary>States of a connection before login that decide which command may be given (RFC 3501 §3.1).</summary>
internal enum ImapLoginState
{
    /// <summary>Plaintext, and no password may be sent.</summary>
    Unprotected,

    /// <summary>Plaintext; no password may be sent, but there are mechanisms that send none.</summary>
    WithoutPasswords,

    /// <summary>Plaintext, and passwords are allowed.</summary>
    PlaintextAllowed,

    /// <summary>TLS is on.</summary>
    Secure,
}
