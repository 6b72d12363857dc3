namespace MailFront.Sessions.Login;

/// <summary>States of a POP3 connection in AUTHORIZATION (RFC 1939 §4) that decide which command may be given.</summary>
internal enum Pop3LoginState
{
    /// <summary>Plaintext, and no password may be sent.</summary>
    Unprotected,

    /// <summary>Plaintext; no password may be sent, but there are mechanisms that send none.</summary>
    WithoutPasswords,

    /// <summary>USER may be given.</summary>
    Open,

    /// <summary>USER was given; PASS must follow.</summary>
    UserGiven,
}
