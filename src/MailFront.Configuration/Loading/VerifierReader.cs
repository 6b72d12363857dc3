using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>How long answers to passwords are remembered.</summary>
internal static class VerifierReader
{
    // A password that was wrong is asked about again every half minute while it is remembered.
    private static readonly TimeSpan _usefulWrongTtl = TimeSpan.FromSeconds(30);

    /// <summary>Reads the options of the verifier cache.</summary>
    public static VerifierSettings Read(OptionReader reader)
    {
        var settings = new VerifierSettings
        {
            RightFor = reader.Duration(MailFrontOptions.VerifierTtl),
            WrongFor = reader.Duration(MailFrontOptions.VerifierWrongTtl),
            LocationFor = reader.Duration(MailFrontOptions.VerifierLocationTtl),
            Entries = reader.Number(MailFrontOptions.VerifierEntries),
        };
        if (settings.RightFor == TimeSpan.Zero)
        {
            var option = MailFrontOptions.VerifierTtl.Name;
            reader.Diagnostics.Note(
                reader.PlaceOf(option),
                option,
                $"{option} is 0: right passwords are not remembered",
                "nobody can log in while the checkers do not answer");
        }

        if (settings.WrongFor > TimeSpan.Zero && settings.WrongFor < _usefulWrongTtl)
        {
            var option = MailFrontOptions.VerifierWrongTtl.Name;
            reader.Diagnostics.Note(
                reader.PlaceOf(option),
                option,
                $"{option} is below {_usefulWrongTtl.TotalSeconds:0} s",
                "a device that keeps an old password costs the checkers a question at nearly every try");
        }

        return settings;
    }
}
