using System.Text;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>The options of the exchange between nodes.</summary>
internal static class FleetReader
{
    private const int MinSecretBytes = 16;
    private const string Refused = "MailFront does not start with it";

    /// <summary>Reads them; null when the node works alone.</summary>
    public static FleetSettings? Read(OptionReader reader, IConfigurationSource source)
    {
        var option = MailFrontOptions.FleetConnection.Name;
        if (reader.Hidden(option) is not { } connection)
        {
            foreach (var unused in (MailFrontOption[])[MailFrontOptions.FleetPasswordFile, MailFrontOptions.FleetSecretFile])
            {
                if (reader.Find(unused.Name) is not null)
                {
                    reader.Diagnostics.Warning(reader.PlaceOf(unused.Name), unused.Name, $"{unused.Name} means nothing without {option}");
                }
            }

            return null;
        }

        if (!ConnectionString.IsOne(connection.Reveal()))
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option} is not of the form Host=db;Username=mailfront;Database=mail", Refused);
        }

        if (ReadSecret(reader, source) is not { } secret)
        {
            return null;
        }

        return new FleetSettings
        {
            Connection = connection,
            Password = SecretReader.Read(reader, source, plain: null, MailFrontOptions.FleetPasswordFile),
            Secret = secret,
        };
    }

    private static HiddenText? ReadSecret(OptionReader reader, IConfigurationSource source)
    {
        var option = MailFrontOptions.FleetSecretFile;
        if (reader.Find(option.Name) is null)
        {
            var connection = MailFrontOptions.FleetConnection.Name;
            reader.Diagnostics.Error(reader.PlaceOf(connection), connection, $"{connection} needs {option.Name}: a secret that all nodes share", Refused);
            return null;
        }

        var secret = SecretReader.Read(reader, source, plain: null, option);
        if (secret is not null && Encoding.UTF8.GetByteCount(secret.Reveal()) < MinSecretBytes)
        {
            reader.Diagnostics.Error(
                reader.PlaceOf(option.Name), option.Name, $"{option.Name}: the secret is shorter than {MinSecretBytes} octets; 'openssl rand -base64 32' makes one", Refused);
        }

        return secret;
    }
}
