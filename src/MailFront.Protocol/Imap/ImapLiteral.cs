namespace MailFront.Protocol.Imap;

/// <summary>Announcement of a literal at the end of a line.</summary>
/// <param name="Kind">Which form, if any.</param>
/// <param name="Size">Announced octets, saturated at <see cref="long.MaxValue"/>.</param>
internal readonly record struct ImapLiteral(ImapLiteralKind Kind, long Size)
{
    private const long SaturationPoint = (long.MaxValue - 9) / 10;

    /// <summary>Judges a line piece (line end removed; for the first piece of a command it starts with the tag).</summary>
    public static ImapLiteral AtEndOf(ReadOnlySpan<byte> piece)
    {
        if (piece is not [.., (byte)'}'])
        {
            return default;
        }

        int open = piece.LastIndexOf((byte)'{');
        if (open < 0)
        {
            return default;
        }

        bool isNumber = TryParseSize(piece[(open + 1)..^1], out ImapLiteral literal);
        bool isWellPlaced = StartsToken(piece[..open]) && !EndsInsideQuotes(piece[..open]);

        // A number in braces is too much like a literal to be guessed about: a peer that counts differently
        // would have its octets read as commands. Other text in braces is only suspect where a literal could stand.
        return (isNumber, isWellPlaced) switch
        {
            (true, true) => literal,
            (false, false) => default,
            _ => new ImapLiteral(ImapLiteralKind.Malformed, 0),
        };
    }

    /// <summary>Parses what stands between the braces: digits, or digits and a plus.</summary>
    public static bool TryParseSize(ReadOnlySpan<byte> inside, out ImapLiteral literal)
    {
        bool isNonSynchronising = inside is [.., (byte)'+'];
        ReadOnlySpan<byte> digits = isNonSynchronising ? inside[..^1] : inside;
        literal = default;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        long size = 0;
        foreach (byte digit in digits)
        {
            size = size > SaturationPoint ? long.MaxValue : (size * 10) + (digit - '0');
        }

        literal = new ImapLiteral(isNonSynchronising ? ImapLiteralKind.NonSynchronising : ImapLiteralKind.Synchronising, size);
        return true;
    }

    private static bool StartsToken(ReadOnlySpan<byte> before) => before is [.., (byte)' ' or (byte)'('];

    private static bool EndsInsideQuotes(ReadOnlySpan<byte> before)
    {
        bool inside = false;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] == '"')
            {
                inside = !inside;
            }
            else if (inside && before[i] == '\\')
            {
                i++;
            }
        }

        return inside;
    }
}
