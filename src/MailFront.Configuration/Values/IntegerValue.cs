using System.Globalization;

namespace MailFront.Configuration.Values;

/// <summary>An integer as <c>strtol</c> with base 0 reads it: decimal, <c>0x</c> hexadecimal, leading <c>0</c> octal.</summary>
internal static class IntegerValue
{
    private const int OctalBase = 8;

    /// <summary>False when anything but one number that fits is there.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var digits = text.TrimStart("+-") is var rest && text.Length - rest.Length <= 1 ? rest : default;
        if (digits.IsEmpty || !TryParseMagnitude(digits, out var magnitude))
        {
            return false;
        }

        var signed = text[0] == '-' ? -magnitude : magnitude;
        value = (int)Math.Clamp(signed, int.MinValue, int.MaxValue);
        return value == signed;
    }

    private static bool TryParseMagnitude(ReadOnlySpan<char> digits, out long magnitude)
    {
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out magnitude) && magnitude >= 0;
        }

        return digits[0] == '0'
            ? TryParseOctal(digits, out magnitude)
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
    }

    private static bool TryParseOctal(ReadOnlySpan<char> digits, out long magnitude)
    {
        magnitude = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || magnitude > int.MaxValue)
            {
                return false;
            }

            magnitude = (magnitude * OctalBase) + (digit - '0');
        }

        return true;
    }
}
