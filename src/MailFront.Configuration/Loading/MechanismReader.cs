using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>What mechanisms other than PLAIN and LOGIN need.</summary>
internal static class MechanismReader
{
    private const string Refused = "MailFront does not start with it";

    /// <summary>Reads the options, and tells contradictions.</summary>
    public static MechanismSettings Read(OptionReader reader, IConfigurationSource source) => new()
    {
        Scram = reader.Word(MailFrontOptions.Scram, ScramMode.Auto, ScramMode.Yes, ScramMode.No),
        ScramSecret = Secret(reader, source, MailFrontOptions.ScramSecret, MailFrontOptions.ScramSecretFile),
        Apop = ReadApop(reader),
        KerberosRealm = reader.Text(MailFrontOptions.KerberosRealm.Name),
        KerberosKeytab = ReadKeytab(reader, source),
        OAuth = ReadOAuth(reader, source),
    };

    // Cyrus' option, under its own name too.
    private static bool ReadApop(OptionReader reader) =>
        reader.Find(MailFrontOptions.Apop.Name) is null ? reader.Switch("allowapop", whenNotSet: false) : reader.Word(MailFrontOptions.Apop, true, false);

    // What the keys are for only libgssapi can tell; whether it is a keytab at all, two octets do.
    private static string? ReadKeytab(OptionReader reader, IConfigurationSource source)
    {
        var option = MailFrontOptions.KerberosKeytab.Name;
        var keytab = reader.ExistingFile(option, source);
        if (keytab is not null && source.Read(keytab) is not ['\u0005', '\u0001' or '\u0002', ..])
        {
            reader.Diagnostics.Warning(reader.PlaceOf(option), option, $"{keytab} is no keytab", "GSSAPI is not offered");
        }

        return keytab;
    }

    private static OAuthSettings? ReadOAuth(OptionReader reader, IConfigurationSource source)
    {
        var keys = reader.ExistingFile(MailFrontOptions.OAuthJwksFile.Name, source);
        var url = ReadUrl(reader);
        var settings = new OAuthSettings
        {
            JwksFile = keys,
            IntrospectionUrl = url,
            ClientId = reader.Text(MailFrontOptions.OAuthClientId.Name),
            ClientSecret = Secret(reader, source, MailFrontOptions.OAuthClientSecret, MailFrontOptions.OAuthClientSecretFile),
            Issuer = reader.Text(MailFrontOptions.OAuthIssuer.Name),
            Audience = reader.Text(MailFrontOptions.OAuthAudience.Name),
            Scope = reader.Text(MailFrontOptions.OAuthScope.Name),
            UserClaim = reader.Text(MailFrontOptions.OAuthUserClaim.Name) ?? MailFrontOptions.OAuthUserClaim.Default,
            Deadline = reader.Duration(MailFrontOptions.OAuthDeadline),
        };
        if (keys is null && url is null)
        {
            return null;
        }

        if (keys is not null && url is not null)
        {
            var option = MailFrontOptions.OAuthIntrospectionUrl.Name;
            reader.Diagnostics.Error(
                reader.PlaceOf(option), option, $"{option} and {MailFrontOptions.OAuthJwksFile.Name} are both set; one of them decides", Refused);
        }

        TellAudience(reader, settings);
        return settings;
    }

    // A token that some other application got for its user would open the mailbox (RFC 8725 §3.9).
    private static void TellAudience(OptionReader reader, OAuthSettings settings)
    {
        if (settings is { JwksFile: not null, Audience: null, Scope: null })
        {
            var option = MailFrontOptions.OAuthJwksFile.Name;
            reader.Diagnostics.Warning(
                reader.PlaceOf(option),
                option,
                $"neither {MailFrontOptions.OAuthAudience.Name} nor {MailFrontOptions.OAuthScope.Name} is set",
                "a token issued for any other application opens mailboxes too");
        }
    }

    private static Uri? ReadUrl(OptionReader reader)
    {
        if (reader.Find(MailFrontOptions.OAuthIntrospectionUrl.Name) is not { } value)
        {
            return null;
        }

        if (Uri.TryCreate(value.Text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
        {
            if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            {
                reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name} is not https", "tokens and our password go over the network in the clear");
            }

            return url;
        }

        reader.Bad(value, "https://host/path");
        return null;
    }

    private static HiddenText? Secret(OptionReader reader, IConfigurationSource source, MailFrontOption option, MailFrontOption fileOption)
    {
        var given = reader.Hidden(option.Name);
        if (reader.ExistingFile(fileOption.Name, source) is not { } path)
        {
            return given;
        }

        if (given is not null)
        {
            reader.Diagnostics.Error(reader.PlaceOf(fileOption.Name), fileOption.Name, $"{option.Name} and {fileOption.Name} are both set", Refused);
        }

        return source.Read(path)?.Trim() is { Length: > 0 } text ? new HiddenText(text) : given;
    }
}
