using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Options that may differ from service to service.</summary>
internal static class ServiceReader
{
    private const int MinSecurityStrengthOfTls = 2;

    private static readonly string[] _spokenMechanisms = ["PLAIN", "LOGIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "OAUTHBEARER", "XOAUTH2", "EXTERNAL", "GSSAPI"];

    /// <summary>Reads them all.</summary>
    public static ServiceSettings Read(OptionReader reader, IConfigurationSource source, string hostName)
    {
        var tls = TlsReader.Read(reader, source);
        return new ServiceSettings
        {
            Identity = ReadIdentity(reader, hostName),
            Login = ReadLogin(reader, tls.HasCertificate),
            Limits = ReadLimits(reader),
            Deadlines = DeadlineReader.Read(reader),
            Tls = tls,
        };
    }

    /// <summary>Who may log in and how.</summary>
    public static LoginSettings ReadLogin(OptionReader reader, bool hasCertificate)
    {
        var defaults = new LoginSettings();
        return new LoginSettings
        {
            AllowPlaintext = reader.Switch("allowplaintext", defaults.AllowPlaintext),
            TlsRequired = reader.Switch("tls_required", defaults.TlsRequired) | IsTlsRequiredByLayer(reader),
            AllowStartTls = ReadStartTls(reader, hasCertificate),
            Mechanisms = ReadMechanisms(reader),
            Admins = reader.Words("admins"),
            ExternalUser = reader.Word(MailFrontOptions.ExternalUser, ExternalUserKind.CommonName, ExternalUserKind.Email, ExternalUserKind.Upn),
            ImapMagicPlus = reader.Switch("imapmagicplus", defaults.ImapMagicPlus),
            PopSubfolders = reader.Switch("popsubfolders", defaults.PopSubfolders),
            UserNameToLower = reader.Switch("username_tolower", defaults.UserNameToLower),
            VirtualDomains = ReadVirtualDomains(reader),
            DefaultDomain = reader.Text("defaultdomain"),
            FailedLoginPause = DeadlineReader.NotNegative(reader, "failedloginpause", DurationUnit.Seconds) ?? defaults.FailedLoginPause,
            PlaintextLoginPause = DeadlineReader.NotNegative(reader, "plaintextloginpause", DurationUnit.Seconds) ?? defaults.PlaintextLoginPause,
            MaxFailures = reader.Number(MailFrontOptions.MaxLoginFailures),
        };
    }

    private static IdentitySettings ReadIdentity(OptionReader reader, string hostName) => new()
    {
        ServerName = reader.Text("servername") ?? hostName,
        ServerInfo = reader.Word("serverinfo", ServerInfo.On, ("on", ServerInfo.On), ("min", ServerInfo.Min), ("off", ServerInfo.Off)),
        AnswersId = reader.Switch("imapidresponse", whenNotSet: true),
        SuppressedCapabilities = reader.Words("suppress_capabilities"),
    };

    private static LimitSettings ReadLimits(OptionReader reader) => new()
    {
        PreLoginMaxLine = reader.Size(MailFrontOptions.PreLoginMaxLine),
        PreLoginMaxLiteral = reader.Size(MailFrontOptions.PreLoginMaxLiteral),
        MaxLoginsPerHost = reader.Number("maxlogins_per_host", whenNotSet: 0),
        MaxLoginsPerUser = reader.Number("maxlogins_per_user", whenNotSet: 0),
    };

    private static bool ReadStartTls(OptionReader reader, bool hasCertificate)
    {
        const string Name = "allowstarttls";
        if (hasCertificate && reader.Find(Name) is null)
        {
            reader.Diagnostics.Note(
                reader.File.Whole,
                Name,
                "allowstarttls is not set: Cyrus 3.8.6, 3.10.2, 3.12.1 and later would not offer STARTTLS",
                "STARTTLS and STLS are offered, as by all Cyrus before; set 'allowstarttls: no' to hide them");
        }

        return reader.Switch(Name, whenNotSet: true) && hasCertificate;
    }

    // A security layer of its own does not exist for PLAIN and LOGIN: only TLS can give the strength asked for.
    private static bool IsTlsRequiredByLayer(OptionReader reader)
    {
        const string Name = "sasl_minimum_layer";
        var isRequired = reader.Number(Name, 0) >= MinSecurityStrengthOfTls;
        if (isRequired)
        {
            reader.Diagnostics.Note(reader.PlaceOf(Name), Name, $"{Name} asks for encryption", "read as 'tls_required: yes'");
        }

        return isRequired;
    }

    private static IReadOnlyList<string> ReadMechanisms(OptionReader reader)
    {
        const string Name = "sasl_mech_list";
        if (reader.Find(Name) is not { } value)
        {
            return LoginSettings.DefaultMechanisms;
        }

        var found = new List<string>();
        foreach (var mechanism in WordList.Split(value.Text.ToUpperInvariant()).Distinct(StringComparer.Ordinal))
        {
            if (_spokenMechanisms.Contains(mechanism))
            {
                found.Add(mechanism);
                MechanismReview.Tell(reader, value, mechanism);
            }
            else
            {
                reader.Diagnostics.Note(value.Place, value.Name, $"mechanism {mechanism} is not served yet", "not offered to clients");
            }
        }

        if (found.Count == 0)
        {
            reader.Diagnostics.Warning(
                value.Place,
                value.Name,
                $"{value.Name} names no mechanism that MailFront speaks ({string.Join(", ", _spokenMechanisms)})",
                "only LOGIN and USER/PASS are left to log in with");
        }

        return found;
    }

    private static VirtualDomains ReadVirtualDomains(OptionReader reader)
    {
        const string Name = "virtdomains";
        var domains = reader.Word(
            Name,
            VirtualDomains.Off,
            ("off", VirtualDomains.Off),
            ("userid", VirtualDomains.UserId),
            ("on", VirtualDomains.On));
        if (domains == VirtualDomains.On)
        {
            reader.Diagnostics.Note(
                reader.PlaceOf(Name),
                Name,
                "virtdomains: on would derive a domain from the name of the address connected to",
                "read as 'virtdomains: userid': no name is looked up before login");
        }

        return domains;
    }
}
