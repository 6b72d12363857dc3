namespace MailFront.Sessions.Login;

/// <summary>Why a dialogue hands over.</summary>
public enum TalkEnd
{
    /// <summary>The client gave a credential.</summary>
    Credential,

    /// <summary>The client asked for a mechanism that is not offered.</summary>
    NoMechanism,

    /// <summary>The client may now start the TLS handshake; the go-ahead was written.</summary>
    StartTls,

    /// <summary>The connection ends.</summary>
    Closed,
}
