namespace MailFront.Protocol.Imap;

/// <summary>Names the parts of a complete frame. Allocates nothing.</summary>
public static class ImapCommandParser
{
    /// <summary>Parses one frame, line end included, as <see cref="ImapCommandFramer"/> found it.</summary>
    public static ImapParseStatus TryParse(ReadOnlySpan<byte> frame, ImapLimits limits, out ImapCommand command)
    {
        command = default;
        int tagLength = frame.IndexOfAnyExcept(ImapBytes.Tag);
        if (tagLength <= 0 || tagLength > limits.MaxTagBytes)
        {
            return ImapParseStatus.BadTag;
        }

        ReadOnlySpan<byte> rest = frame[tagLength..];
        bool isAlone = ImapBytes.IsLineEnd(rest);
        if (!isAlone && rest[0] != ' ')
        {
            return ImapParseStatus.BadTag;
        }

        ReadOnlySpan<byte> tag = frame[..tagLength];
        command = new ImapCommand(tag, ImapVerb.Unknown, default, default);
        return isAlone ? ImapParseStatus.Empty : ParseName(tag, rest[1..], ref command);
    }

    private static ImapParseStatus ParseName(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> rest, ref ImapCommand command)
    {
        if (rest.Contains((byte)0))
        {
            return ImapParseStatus.IllegalByte;
        }

        int nameLength = rest.IndexOfAnyExcept(ImapBytes.Atom);
        if (nameLength <= 0)
        {
            return rest is [(byte)' ', ..] || ImapBytes.IsLineEnd(rest) ? ImapParseStatus.Empty : ImapParseStatus.MissingCommand;
        }

        ReadOnlySpan<byte> arguments = rest[nameLength..];
        if (arguments[0] != ' ' && !ImapBytes.IsLineEnd(arguments))
        {
            return ImapParseStatus.IllegalByte;
        }

        ReadOnlySpan<byte> name = rest[..nameLength];
        command = new ImapCommand(tag, ImapVerbs.Find(name), name, arguments);
        return ImapParseStatus.Ok;
    }
}
