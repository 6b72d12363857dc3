namespace MailFront.Protocol.Imap;

/// <summary>Reads ID's parameter list within the limits of RFC 2971 §3.3, which Cyrus keeps too (imap/imapd.c:cmd_id).</summary>
public static class ImapIdParser
{
    /// <summary>Most pairs.</summary>
    public const int MaxPairs = 30;

    /// <summary>Longest field name, in octets.</summary>
    public const int MaxNameBytes = 30;

    /// <summary>Longest value, in octets.</summary>
    public const int MaxValueBytes = 1024;

    /// <summary>
    /// Parses all of ID's arguments, the space before them and the line end included. <paramref name="fields"/> holds the
    /// pairs in order; it is empty for NIL and on failure.
    /// </summary>
    public static ImapIdStatus TryParse(ReadOnlySpan<byte> arguments, ImapLimits limits, out IReadOnlyList<ImapIdField> fields)
    {
        fields = [];
        var reader = new ImapArgumentReader(arguments, limits);
        if (!reader.TryReadSpace())
        {
            return ImapIdStatus.Malformed;
        }

        if (!reader.TryReadOpen())
        {
            bool isNil = reader.TryReadNstring(out _, out bool nil) && nil && reader.AtEnd;
            return isNil ? ImapIdStatus.Ok : ImapIdStatus.Malformed;
        }

        var pairs = new List<ImapIdField>();
        while (!reader.TryReadClose())
        {
            ImapIdStatus status = ReadPair(ref reader, pairs);
            if (status != ImapIdStatus.Ok)
            {
                return status;
            }
        }

        if (!reader.AtEnd)
        {
            return ImapIdStatus.Malformed;
        }

        fields = pairs;
        return ImapIdStatus.Ok;
    }

    private static ImapIdStatus ReadPair(ref ImapArgumentReader reader, List<ImapIdField> pairs)
    {
        if (pairs.Count > 0 && !reader.TryReadSpace())
        {
            return ImapIdStatus.Malformed;
        }

        if (pairs.Count == MaxPairs)
        {
            return ImapIdStatus.TooManyPairs;
        }

        if (!reader.TryReadNstring(out ImapString name, out bool isNameNil) || isNameNil || !reader.TryReadSpace()
            || !reader.TryReadNstring(out ImapString value, out bool isNil))
        {
            return ImapIdStatus.Malformed;
        }

        if (name.Length > MaxNameBytes)
        {
            return ImapIdStatus.NameTooLong;
        }

        if (value.Length > MaxValueBytes)
        {
            return ImapIdStatus.ValueTooLong;
        }

        pairs.Add(new ImapIdField(name.ToString(), isNil ? null : value.ToString()));
        return ImapIdStatus.Ok;
    }
}
