namespace MailFront.Protocol.Saslauthd;

/// <summary>What saslauthd answered.</summary>
public enum SaslauthdReplyStatus
{
    /// <summary>Not all there yet.</summary>
    NeedMore,

    /// <summary>The password is right.</summary>
    Ok,

    /// <summary>The password is wrong, or the daemon says so.</summary>
    No,

    /// <summary>Neither, or longer than <see cref="SaslauthdReply.MaxTextBytes"/>: the daemon is in trouble, nobody is let in or blamed.</summary>
    Garbled,
}
