using MailFront.Configuration.Options;

namespace MailFront.Configuration.Loading;

/// <summary>A secret that stands in an option or in a file of its own.</summary>
internal static class SecretReader
{
    private const string Refused = "MailFront does not start with it";

    /// <summary>The secret; null, with an error unless neither is set, when there is none.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="source">Gives the secret's file, whose first line counts.</param>
    /// <param name="plain">The option that holds the secret itself; null when there is none.</param>
    /// <param name="file">The option that names its file.</param>
    public static HiddenText? Read(OptionReader reader, IConfigurationSource source, MailFrontOption? plain, MailFrontOption file)
    {
        var written = plain is null ? null : reader.Hidden(plain.Name);
        if (reader.Text(file.Name) is not { } path)
        {
            return written;
        }

        if (written is not null)
        {
            reader.Diagnostics.Error(reader.PlaceOf(file.Name), file.Name, $"{plain?.Name} and {file.Name} are both set", Refused);
            return written;
        }

        var line = source.Read(path)?.Split('\n')[0].TrimEnd('\r');
        if (string.IsNullOrEmpty(line))
        {
            var what = line is null ? "is missing or unreadable" : "begins with an empty line";
            reader.Diagnostics.Error(reader.PlaceOf(file.Name), file.Name, $"{file.Name}: file {path} {what}", Refused);
            return null;
        }

        return new HiddenText(line);
    }
}
