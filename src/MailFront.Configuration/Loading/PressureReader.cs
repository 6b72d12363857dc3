using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Caps of the process.</summary>
internal static class PressureReader
{
    private const string Auto = "auto";

    // Far more than any machine has processors.
    private const int MostHandshakes = 1024;

    /// <summary>Reads them all.</summary>
    public static PressureSettings Read(OptionReader reader) => new() { MaxHandshakes = ReadMaxHandshakes(reader) };

    private static int? ReadMaxHandshakes(OptionReader reader)
    {
        var option = MailFrontOptions.MaxHandshakes.Name;
        if (reader.Find(option) is not { } value || value.Text.Equals(Auto, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (IntegerValue.TryParse(value.Text, out var number) && number is >= 0 and <= MostHandshakes)
        {
            return number;
        }

        reader.Bad(value, $"auto, or a whole number from 0 (no cap) to {MostHandshakes}");
        return null;
    }
}
