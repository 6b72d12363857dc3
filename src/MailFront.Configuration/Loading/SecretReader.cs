using MailFront.Configuration.Options;

namespace MailFront.Configuration.Loading;

/// <summary>Secrets that stand in an option or in the file that its twin <c>…_file</c> names.</summary>
internal static class SecretReader
{
    private const string Refused = "MailFront does not start with it";

    /// <summary>The secret, or null when neither is set; an error when both are, or when the file is missing or empty.</summary>
    public static HiddenText? Read(OptionReader reader, IConfigurationSource source, MailFrontOption option, MailFrontOption fileOption)
    {
        var path = reader.ExistingFile(fileOption.Name, source);
        if (path is null)
        {
            return reader.Hidden(option.Name);
        }

        if (reader.Find(option.Name) is { } value)
        {
            reader.Diagnostics.Error(value.Place, value.Name, $"{option.Name} and {fileOption.Name} contradict each other", Refused);
            return null;
        }

        // Editors end files with a line end, which no secret has.
        var text = source.Read(path)?.TrimEnd('\r', '\n');
        if (text is not null && text.Length == 0)
        {
            reader.Diagnostics.Error(reader.PlaceOf(fileOption.Name), fileOption.Name, $"{fileOption.Name}: file {path} is empty", Refused);
        }

        return string.IsNullOrEmpty(text) ? null : new HiddenText(text);
    }
}
