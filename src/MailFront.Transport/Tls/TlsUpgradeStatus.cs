namespace MailFront.Transport.Tls;

/// <summary>How a TLS upgrade ended.</summary>
public enum TlsUpgradeStatus
{
    /// <summary>The channel is secure.</summary>
    Secured,

    /// <summary>Plaintext had come before the handshake; the channel must be closed.</summary>
    EarlyPlaintext,

    /// <summary>The handshake failed: not TLS, no common version or cipher, certificate refused.</summary>
    Failed,

    /// <summary>The peer left during the handshake.</summary>
    PeerClosed,

    /// <summary>Too many handshakes waited already; nothing was computed.</summary>
    Refused,

    /// <summary><see cref="Channel.Interrupt"/> (a deadline) ended the handshake.</summary>
    Interrupted,
}
