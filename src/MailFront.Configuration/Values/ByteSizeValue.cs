using System.Buffers;
using System.Globalization;

namespace MailFront.Configuration.Values;

/// <summary>
/// A size of Cyrus 3.8 (libconfig.c:config_parsebytesize): a number, blanks, then <c>K</c>, <c>M</c> or <c>G</c>, <c>i</c>, <c>B</c>,
/// each optional and in any case; always powers of 1024. A bare number counts in the option's old unit.
/// </summary>
internal static class ByteSizeValue
{
    /// <summary>Form, for messages.</summary>
    public const string Expected = "a size such as 131072, 128K or 4 MiB";

    private const long Kibi = 1024;

    private static readonly SearchValues<char> _digits = SearchValues.Create("+-0123456789");

    /// <summary>False when <paramref name="text"/> is no size or does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, long bareUnit, out long size)
    {
        size = 0;
        var end = text.IndexOfAnyExcept(_digits);
        var digits = end < 0 ? text : text[..end];
        var unit = end < 0 ? default : text[end..].TrimStart();
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || !TryParseUnit(unit, bareUnit, out var factor)
            || number > long.MaxValue / factor
            || number < long.MinValue / factor)
        {
            return false;
        }

        size = number * factor;
        return true;
    }

    private static bool TryParseUnit(ReadOnlySpan<char> text, long bareUnit, out long factor)
    {
        factor = bareUnit;
        if (text.IsEmpty)
        {
            return true;
        }

        factor = char.ToUpperInvariant(text[0]) switch
        {
            'K' => Kibi,
            'M' => Kibi * Kibi,
            'G' => Kibi * Kibi * Kibi,
            _ => 1,
        };
        var rest = factor == 1 ? text : text[1..];
        if (factor != 1 && rest is ['i' or 'I', ..])
        {
            rest = rest[1..];
        }

        return rest.IsEmpty || rest is ['b' or 'B'];
    }
}
