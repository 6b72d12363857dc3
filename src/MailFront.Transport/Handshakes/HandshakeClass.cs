namespace MailFront.Transport.Handshakes;

/// <summary>Whose handshake it is; the order of the members is the order in which they are served.</summary>
public enum HandshakeClass
{
    /// <summary>The client has answered our first flight: the dear part is spent, and what is left is little.</summary>
    Continuing,

    /// <summary>From a place where somebody has logged in.</summary>
    Proven,

    /// <summary>The client offers to resume a session, which costs a fraction. Anybody may claim that, so it goes first but never alone.</summary>
    Resuming,

    /// <summary>All others.</summary>
    Fresh,
}
