namespace MailFront.Load.Runs;

/// <summary>What a run measures.</summary>
internal enum RunKind
{
    /// <summary>Whole sessions: connect, TLS, greeting, login, logout.</summary>
    Login,

    /// <summary>Sessions that are held and do nothing.</summary>
    Hold,

    /// <summary>Connections whose wrong password waits for its delayed answer.</summary>
    Park,

    /// <summary>Message bodies through sessions that stay open.</summary>
    Relay,

    /// <summary>NOOP round trips through sessions that stay open.</summary>
    Ping,
}
