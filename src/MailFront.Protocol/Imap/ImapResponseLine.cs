namespace MailFront.Protocol.Imap;

/// <summary>A view over a framed response of a backend. RFC 3501 §7.</summary>
public readonly ref struct ImapResponseLine
{
    private ImapResponseLine(ImapResponseKind kind, ReadOnlySpan<byte> tag)
    {
        Kind = kind;
        Tag = tag;
    }

    /// <summary>Which kind of line.</summary>
    public ImapResponseKind Kind { get; }

    /// <summary>Tag of a tagged response, else empty.</summary>
    public ReadOnlySpan<byte> Tag { get; }

    /// <summary>Condition of a status response; None for data and continuations.</summary>
    public ImapCondition Condition { get; private init; }

    /// <summary>First word of a data response (<c>CAPABILITY</c>, <c>ID</c>, a number), else empty.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>What follows <see cref="Name"/> and one space, line end removed; may hold literals.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>First word of a response code (<c>CAPABILITY</c>, <c>UNAVAILABLE</c>), without brackets; empty when there is none.</summary>
    public ReadOnlySpan<byte> Code { get; private init; }

    /// <summary>What follows <see cref="Code"/> inside the brackets.</summary>
    public ReadOnlySpan<byte> CodeArguments { get; private init; }

    /// <summary>Text for people, or a continuation's challenge. Foreign: never relay or log it unescaped.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Parses one frame, line end included. False for what is no response: NUL, no tag, an unknown tagged condition, an open code.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out ImapResponseLine line)
    {
        line = default;
        int lineEnd = ImapBytes.LineEndLength(frame);
        ReadOnlySpan<byte> content = frame[..^lineEnd];
        if (lineEnd == 0 || content.IsEmpty || content.Contains((byte)0))
        {
            return false;
        }

        if (content[0] == '+')
        {
            return TryParseContinuation(content, out line);
        }

        ReadOnlySpan<byte> first = FirstWord(content, out ReadOnlySpan<byte> rest);
        if (first is [(byte)'*'])
        {
            return TryParseUntagged(rest, out line);
        }

        bool isTagged = !first.IsEmpty && !first.ContainsAnyExcept(ImapBytes.Tag)
            && TryParseStatus(ImapResponseKind.Tagged, first, rest, out line)
            && line.Condition is ImapCondition.Ok or ImapCondition.No or ImapCondition.Bad;
        line = isTagged ? line : default;
        return isTagged;
    }

    /// <summary>True when the response that starts here is untagged data: only those have literals.</summary>
    internal static bool MayHoldLiterals(ReadOnlySpan<byte> response)
    {
        if (response is not [(byte)'*', (byte)' ', ..])
        {
            return false;
        }

        ReadOnlySpan<byte> behind = response[2..];
        int wordLength = behind.IndexOfAnyExcept(ImapBytes.Atom);
        return ImapConditions.Find(wordLength < 0 ? behind : behind[..wordLength]) == ImapCondition.None;
    }

    private static bool TryParseContinuation(ReadOnlySpan<byte> content, out ImapResponseLine line)
    {
        // Some servers send a bare plus for an empty challenge.
        bool isWellFormed = content.Length == 1 || content[1] == ' ';
        line = isWellFormed
            ? new ImapResponseLine(ImapResponseKind.Continuation, default) { Text = content[Math.Min(2, content.Length)..] }
            : default;
        return isWellFormed;
    }

    private static bool TryParseUntagged(ReadOnlySpan<byte> rest, out ImapResponseLine line)
    {
        if (TryParseStatus(ImapResponseKind.Untagged, default, rest, out line))
        {
            return true;
        }

        ReadOnlySpan<byte> name = FirstWord(rest, out ReadOnlySpan<byte> data);
        bool isData = !name.IsEmpty && !name.ContainsAnyExcept(ImapBytes.Atom) && ImapConditions.Find(name) == ImapCondition.None;
        line = isData ? new ImapResponseLine(ImapResponseKind.Untagged, default) { Name = name, Data = data } : default;
        return isData;
    }

    private static bool TryParseStatus(ImapResponseKind kind, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> rest, out ImapResponseLine line)
    {
        line = default;
        ImapCondition condition = ImapConditions.Find(FirstWord(rest, out ReadOnlySpan<byte> text));
        if (condition == ImapCondition.None)
        {
            return false;
        }

        ReadOnlySpan<byte> code = default;
        if (text is [(byte)'[', ..])
        {
            int close = text.IndexOf((byte)']');
            if (close < 0)
            {
                return false;
            }

            code = text[1..close];
            text = text[(close + 1)..].TrimStart((byte)' ');
        }

        ReadOnlySpan<byte> codeName = FirstWord(code, out ReadOnlySpan<byte> codeArguments);
        line = new ImapResponseLine(kind, tag) { Condition = condition, Code = codeName, CodeArguments = codeArguments, Text = text };
        return true;
    }

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int space = text.IndexOf((byte)' ');
        rest = space < 0 ? default : text[(space + 1)..];
        return space < 0 ? text : text[..space];
    }
}
