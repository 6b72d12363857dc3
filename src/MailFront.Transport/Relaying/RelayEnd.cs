namespace MailFront.Transport.Relaying;

/// <summary>Why a relay ended: what happened first.</summary>
public enum RelayEnd
{
    /// <summary>Still running; never in a result.</summary>
    None,

    /// <summary>The client closed in an orderly way.</summary>
    ClientClosed,

    /// <summary>The backend closed in an orderly way.</summary>
    BackendClosed,

    /// <summary>The client's connection was reset or its TLS broke.</summary>
    ClientBroken,

    /// <summary>The backend's connection was reset or its TLS broke.</summary>
    BackendBroken,

    /// <summary>No byte moved for the idle limit; a last word to the client may be written.</summary>
    ClientIdle,

    /// <summary><see cref="Relay.Stop"/>, or an interrupt of a channel from outside; a last word to the client may be written.</summary>
    Stopped,
}
