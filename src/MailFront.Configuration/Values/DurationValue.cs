namespace MailFront.Configuration.Values;

/// <summary>
/// A duration of Cyrus (libconfig.c:config_parseduration): numbers with the units d, h, m, s, added up, an optional leading minus;
/// a number without unit counts in the option's own, as all of them did before 3.2.
/// </summary>
public static class DurationValue
{
    /// <summary>Form, for messages.</summary>
    public const string Expected = "a duration such as 90s, 1h30m or a bare number";

    // A century: far more than any option means, and far from overflow.
    private const long MaxSeconds = 100L * 366 * (long)DurationUnit.Days;

    /// <summary>False when <paramref name="text"/> is no duration.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DurationUnit bareUnit, out TimeSpan duration)
    {
        duration = default;
        var isNegative = text is ['-', ..];
        var rest = isNegative ? text[1..] : text;
        if (rest.IsEmpty || !TrySum(rest, bareUnit, out var seconds))
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(isNegative ? -seconds : seconds);
        return true;
    }

    private static bool TrySum(ReadOnlySpan<char> text, DurationUnit bareUnit, out long seconds)
    {
        seconds = 0;
        long? number = null;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                number = ((number ?? 0) * 10) + (letter - '0');
            }
            else if (number is null || UnitOf(letter) is not { } unit)
            {
                return false;
            }
            else
            {
                seconds += number.Value * (long)unit;
                number = null;
            }

            if (number > MaxSeconds || seconds > MaxSeconds)
            {
                return false;
            }
        }

        seconds += (number ?? 0) * (long)bareUnit;
        return seconds <= MaxSeconds;
    }

    private static DurationUnit? UnitOf(char letter) => letter switch
    {
        's' => DurationUnit.Seconds,
        'm' => DurationUnit.Minutes,
        'h' => DurationUnit.Hours,
        'd' => DurationUnit.Days,
        _ => null,
    };
}
