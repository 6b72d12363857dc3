namespace MailFront.Sessions.Login;

/// <summary>What a command leads to in a state; see <see cref="Pop3LoginStateTable"/>.</summary>
internal enum Pop3LoginAction
{
    /// <summary>Not a command here.</summary>
    Unrecognized,

    /// <summary>List capabilities.</summary>
    Capabilities,

    /// <summary>Remember the user name.</summary>
    TakeUser,

    /// <summary>Read the password.</summary>
    TakePassword,

    /// <summary>Decide about an APOP digest, where the greeting had a timestamp.</summary>
    TakeDigest,

    /// <summary>Begin a SASL exchange, or list mechanisms.</summary>
    Authenticate,

    /// <summary>Begin TLS if there is a certificate.</summary>
    BeginTls,

    /// <summary>End the connection.</summary>
    Quit,

    /// <summary>Refuse: TLS first.</summary>
    RefuseUserPlaintext,

    /// <summary>Refuse: TLS first.</summary>
    RefuseAuthPlaintext,

    /// <summary>Refuse: USER comes first.</summary>
    RefuseNoUser,

    /// <summary>Refuse: PASS must follow USER.</summary>
    RefuseSecondUser,
}
