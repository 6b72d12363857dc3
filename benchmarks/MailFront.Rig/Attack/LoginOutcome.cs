namespace MailFront.Rig.Attack;

/// <summary>How a login ended.</summary>
internal enum LoginOutcome
{
    /// <summary>OK.</summary>
    Ok,

    /// <summary>NO, and the answer tells that another try may help.</summary>
    Temporary,

    /// <summary>NO: the password is wrong, as far as the client can tell.</summary>
    BadPassword,

    /// <summary>The server closed without an answer to the command.</summary>
    Closed,

    /// <summary>No answer while the client had patience.</summary>
    TimedOut,

    /// <summary>No connection.</summary>
    NotConnected,

    /// <summary>The client hung up first, as it meant to.</summary>
    Left,
}
