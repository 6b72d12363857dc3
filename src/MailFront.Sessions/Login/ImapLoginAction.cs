namespace MailFront.Sessions.Login;

/// <summary>What a command leads to in a state; see <see cref="ImapLoginStateTable"/>.</summary>
internal enum ImapLoginAction
{
    /// <summary>Answer and stay.</summary>
    Answer,

    /// <summary>Read a credential.</summary>
    Authenticate,

    /// <summary>Begin TLS if there is a certificate.</summary>
    BeginTls,

    /// <summary>Refuse: TLS first.</summary>
    RefusePlaintext,

    /// <summary>Refuse: TLS is on already.</summary>
    RefuseSecondTls,

    /// <summary>Refuse: login first.</summary>
    RefuseUnauthenticated,

    /// <summary>End the connection.</summary>
    Logout,
}
