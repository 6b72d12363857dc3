namespace MailFront.Transport;

/// <summary>How a wait for bytes ended.</summary>
public enum ReadStatus
{
    /// <summary>At least one more byte is in <see cref="Channel.Unread"/>.</summary>
    Data,

    /// <summary>The peer closed its side in an orderly way.</summary>
    EndOfStream,

    /// <summary><see cref="Channel.Unread"/> already holds the most the caller allows; nothing was read.</summary>
    Full,

    /// <summary><see cref="Channel.Interrupt"/> ended the wait; a last word can still be written.</summary>
    Interrupted,

    /// <summary>Reset, aborted or a TLS record that cannot be read; writing is pointless.</summary>
    Broken,
}
