namespace MailFront.Defence;

/// <summary>The phase a connection is in.</summary>
public enum ConnectionState
{
    /// <summary>Waiting for the PROXY header.</summary>
    ProxyHeader,

    /// <summary>TLS handshake.</summary>
    Handshake,

    /// <summary>Talking before login.</summary>
    Dialogue,

    /// <summary>A credential is with the checkers.</summary>
    Authenticating,

    /// <summary>The user's backend is looked up, dialled and logged in to.</summary>
    Connecting,

    /// <summary>A login waits for its delayed answer.</summary>
    Parked,

    /// <summary>Logged in; bytes are relayed.</summary>
    Relaying,

    /// <summary>The last word is said.</summary>
    Closing,
}
