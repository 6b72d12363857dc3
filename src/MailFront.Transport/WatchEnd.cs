namespace MailFront.Transport;

/// <summary>How a <see cref="Channel.WatchAsync"/> ended.</summary>
public enum WatchEnd
{
    /// <summary><see cref="Channel.EndWatch"/>: the peer was still there.</summary>
    Ended,

    /// <summary>The peer has closed its side or reset the connection.</summary>
    PeerLeft,

    /// <summary>The peer has sent as much ahead as is allowed; whether it leaves is no longer seen.</summary>
    Full,

    /// <summary><see cref="Channel.Interrupt"/> or <see cref="Channel.Abort"/> on this side.</summary>
    Interrupted,
}
