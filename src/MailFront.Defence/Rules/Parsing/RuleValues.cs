using System.Globalization;
using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>Reads the values that stand behind comparisons.</summary>
internal static class RuleValues
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;
    private const int BitsPerOctet = 8;
    private const long Kibi = 1024;

    // A year: more than any connection lives, and far from overflow.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(366);

    /// <summary>Durations: <c>10s</c>, <c>2m</c>, <c>1h30m</c>, <c>500ms</c>, and a bare 0. A number without unit is none: is it seconds or minutes?</summary>
    public static bool TryDuration(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text is "0")
        {
            return true;
        }

        var isAny = false;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > _longest.TotalMilliseconds)
            {
                return false;
            }

            var unit = text[digits..];
            var letters = unit.IndexOfAnyInRange('0', '9');
            unit = letters < 0 ? unit : unit[..letters];
            if (TicksOf(unit) is not { } ticks || number > _longest.Ticks / ticks)
            {
                return false;
            }

            duration += TimeSpan.FromTicks(number * ticks);
            text = text[(digits + unit.Length)..];
            isAny = true;
        }

        return isAny && duration <= _longest;
    }

    /// <summary>Sizes in octets: <c>512</c>, <c>4k</c>, <c>1M</c>, <c>2G</c>, always powers of 1024.</summary>
    public static bool TrySize(ReadOnlySpan<char> text, out long size)
    {
        size = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        var factor = text[^1] switch
        {
            'k' or 'K' => Kibi,
            'm' or 'M' => Kibi * Kibi,
            'g' or 'G' => Kibi * Kibi * Kibi,
            _ => 1,
        };
        var digits = factor == 1 ? text : text[..^1];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
        {
            return false;
        }

        size = number * factor;
        return true;
    }

    /// <summary>Whole numbers, not negative.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = value;
        return isNumber;
    }

    /// <summary>Classes by their names.</summary>
    public static bool TryClass(string text, out LoginClass loginClass) =>
        Enum.TryParse(text, ignoreCase: true, out loginClass) && char.IsAsciiLetter(text[0]) && Enum.IsDefined(loginClass);

    /// <summary>An address, or a network; bits beyond the prefix are cleared.</summary>
    public static bool TryNetwork(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];

        // IPAddress.Parse takes "1" and "0x7f.1" too; an operator who writes that means something else.
        if (!IPAddress.TryParse(written, out var address) || (!written.Contains(':', StringComparison.Ordinal) && written.Count(c => c == '.') != 3))
        {
            return false;
        }

        var octets = address.GetAddressBytes();
        var bits = octets.Length * BitsPerOctet;
        var length = bits is Ipv4Bits or Ipv6Bits ? bits : 0;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }

        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] &= (byte)(byte.MaxValue << (BitsPerOctet - Math.Clamp(length - (i * BitsPerOctet), 0, BitsPerOctet)));
        }

        network = new IPNetwork(new IPAddress(octets), length);
        return true;
    }

    private static long? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
