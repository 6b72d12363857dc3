namespace MailFront.Load.Measuring;

/// <summary>Where in a session a failure happened.</summary>
internal enum Step
{
    /// <summary>TCP connect.</summary>
    Connect,

    /// <summary>TLS handshake.</summary>
    Tls,

    /// <summary>Waiting for the greeting.</summary>
    Greeting,

    /// <summary>STARTTLS or STLS.</summary>
    StartTls,

    /// <summary>LOGIN, or USER and PASS.</summary>
    Login,

    /// <summary>SELECT.</summary>
    Select,

    /// <summary>NOOP.</summary>
    Noop,

    /// <summary>FETCH or RETR.</summary>
    Fetch,

    /// <summary>Entering IDLE.</summary>
    Idle,

    /// <summary>Proving at the end that a held session still answers.</summary>
    Verify,

    /// <summary>LOGOUT or QUIT.</summary>
    Logout,

    /// <summary>Waiting for the server to close after LOGOUT.</summary>
    Close,
}
