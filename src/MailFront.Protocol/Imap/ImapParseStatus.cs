namespace MailFront.Protocol.Imap;

/// <summary>Whether a frame is a command. With each but <see cref="BadTag"/> the command's tag is set, so that it can be answered.</summary>
public enum ImapParseStatus
{
    /// <summary>Tag, name and arguments are told apart; the arguments themselves are not judged yet.</summary>
    Ok,

    /// <summary>A tag and nothing else (Cyrus: <c>BAD Null command</c>).</summary>
    Empty,

    /// <summary>No tag by RFC 3501's grammar, or one over the limit; also an empty line. Answer untagged.</summary>
    BadTag,

    /// <summary>What follows the tag does not start like a command's name.</summary>
    MissingCommand,

    /// <summary>NUL anywhere, or a byte in or behind the name that may not stand there.</summary>
    IllegalByte,
}
