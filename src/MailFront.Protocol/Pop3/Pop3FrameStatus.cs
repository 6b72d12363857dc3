namespace MailFront.Protocol.Pop3;

/// <summary>What the framer found at the start of the unread bytes.</summary>
public enum Pop3FrameStatus
{
    /// <summary>No line end yet, and no limit reached: read more.</summary>
    NeedMore,

    /// <summary>A whole line.</summary>
    Complete,

    /// <summary>No line end within the limit: answer and close.</summary>
    TooLong,
}
