namespace MailFront.Configuration.CyrusConf;

/// <summary>The <c>key=value</c> pairs of one entry (masterconf.c).</summary>
internal static class CyrusConfPairParser
{
    /// <summary>False, with an error told, when Cyrus would not start with the line.</summary>
    public static bool TryParse(ReadOnlySpan<char> rest, SourcePlace place, DiagnosticBag diagnostics, out IReadOnlyList<CyrusConfPair> pairs)
    {
        var found = new List<CyrusConfPair>();
        pairs = found;
        for (rest = SkipBlanks(rest); !rest.IsEmpty && rest[0] != '}'; rest = SkipBlanks(rest))
        {
            var length = CyrusConfSyntax.NameLength(rest);
            if (length == 0 || length == rest.Length || rest[length] != '=')
            {
                diagnostics.Error(place, null, WhatIsWrong(rest, length, place.Line), "Cyrus does not start with it");
                return false;
            }

            var key = rest[..length].ToString();
            if (!TryTakeValue(rest[(length + 1)..], out var value, out rest))
            {
                diagnostics.Error(place, key, $"missing '\"' after '{key}=' on line {place.Line}", "Cyrus does not start with it");
                return false;
            }

            Add(found, new CyrusConfPair(key, value), place, diagnostics);
        }

        return true;
    }

    private static string WhatIsWrong(ReadOnlySpan<char> rest, int length, int line) =>
        length == rest.Length
            ? $"argument '{rest}' without '=' on line {line}"
            : $"bad character '{CyrusConfSyntax.Show(rest[length])}' in argument on line {line}";

    private static bool TryTakeValue(ReadOnlySpan<char> text, out string value, out ReadOnlySpan<char> rest)
    {
        if (text is ['"', ..])
        {
            var end = text[1..].IndexOf('"');
            value = end < 0 ? string.Empty : text[1..(end + 1)].ToString();
            rest = end < 0 ? default : text[(end + 2)..];
            return end >= 0;
        }

        var length = 0;
        while (length < text.Length && !CyrusConfSyntax.IsBlank(text[length]))
        {
            length++;
        }

        value = text[..length].ToString();
        rest = text[length..];
        return true;
    }

    private static void Add(List<CyrusConfPair> found, CyrusConfPair pair, SourcePlace place, DiagnosticBag diagnostics)
    {
        if (found.Exists(other => other.Key == pair.Key))
        {
            diagnostics.Warning(place, pair.Key, $"'{pair.Key}' is given twice", "the first one counts, as for Cyrus");
        }

        if (found.Count == CyrusConfSyntax.MaxPairs)
        {
            diagnostics.Error(
                place,
                pair.Key,
                $"more than {CyrusConfSyntax.MaxPairs} arguments on line {place.Line}",
                "Cyrus does not start with it");
            return;
        }

        found.Add(pair);
    }

    private static ReadOnlySpan<char> SkipBlanks(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && CyrusConfSyntax.IsBlank(text[start]))
        {
            start++;
        }

        return text[start..];
    }
}
