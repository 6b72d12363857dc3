namespace MailFront.Protocol.Imap;

/// <summary>What a framer found at the start of the unread bytes.</summary>
public enum ImapFrameStatus
{
    /// <summary>The end is not there yet and no limit is reached: read more. Length is 0.</summary>
    NeedMore,

    /// <summary>
    /// A synchronising literal of accepted size was announced: write a continuation, then scan again before reading
    /// (a client may have sent the octets unasked). Given once for each such literal. Length is 0.
    /// </summary>
    NeedContinuation,

    /// <summary>A whole command; Length covers it with its line end.</summary>
    Complete,

    /// <summary>A line without an end within the limit: say BYE and close. Length is 0.</summary>
    LineTooLong,

    /// <summary>
    /// A synchronising literal over a limit: its octets do not follow. Length covers what was sent,
    /// so the caller can answer <c>tag NO [TOOBIG]</c>, consume it and go on.
    /// </summary>
    LiteralTooBig,

    /// <summary>A non-synchronising literal over the limit: its octets follow and must never be read as commands; say BYE and close.</summary>
    NonSyncLiteralTooBig,

    /// <summary>Lines and literals together, or the number of literals, exceed the limit: say BYE and close. Length is 0.</summary>
    CommandTooBig,

    /// <summary>
    /// Something like a literal that is none (<c>{-1}</c>, <c>{x}</c>, one inside an open quote or glued to a word).
    /// Where the next command starts is anybody's guess: say BYE and close. Length covers the line, for the log.
    /// </summary>
    BadLiteral,
}
