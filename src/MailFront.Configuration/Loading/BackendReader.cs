using System.Net;
using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Backends: <c>mailfront_backend_*</c>, <c>serverlist</c>, proxy credentials.</summary>
internal static class BackendReader
{
    private const string PasswordSuffix = "_password";
    private const string Refused = "MailFront does not start with it";

    // Options that end like a backend's password and are none.
    private static readonly HashSet<string> _otherPasswords =
        ["proxy_password", "mupdate_password", "sync_password", "restore_password", "ldap_password", "ldap_sasl_password", "smtp_auth_password"];

    /// <summary>Reads them all.</summary>
    public static BackendCatalogue Read(OptionReader reader, IConfigurationSource source)
    {
        var template = ReadTemplate(reader, source);
        var passwords = ReadPasswords(reader);
        var named = new List<BackendSettings>();
        foreach (var value in reader.File.InOrder.Where(value => MailFrontOptions.Find(value.Name) == MailFrontOptions.Backend))
        {
            if (ReadNamed(reader, source, value, template, passwords) is { } backend)
            {
                named.Add(backend);
            }
        }

        var createOn = ReadServerList(reader, template, passwords, named);
        TellProxyServers(reader);
        TellIfNone(reader, isNone: named.Count == 0 && passwords.Count == 0 && template.ProxyPassword is null);
        return new BackendCatalogue
        {
            Named = named,
            Defaults = ReadDefaults(reader, named),
            CreateOn = createOn,
            Template = template,
            Passwords = passwords,
        };
    }

    /// <summary>Whether <paramref name="name"/> is the password of a backend.</summary>
    public static bool IsBackendPassword(string name) =>
        name.EndsWith(PasswordSuffix, StringComparison.Ordinal) && name.Length > PasswordSuffix.Length
        && !_otherPasswords.Contains(name) && OptionCatalogue.Find(name) is null && MailFrontOptions.Find(name) is null;

    private static BackendSettings ReadTemplate(OptionReader reader, IConfigurationSource source) => new()
    {
        Name = string.Empty,
        Host = string.Empty,
        ProxyUser = reader.Text("proxy_authname") ?? "proxy",
        ProxyPassword = reader.Hidden("proxy_password"),
        CaFile = reader.ExistingFile("tls_server_ca_file", source),
        ClientCertificateFile = Certificate(reader, source, "tls_client_cert"),
        ClientKeyFile = Certificate(reader, source, "tls_client_key"),
        Timeout = ReadTimeout(reader),
    };

    private static TimeSpan ReadTimeout(OptionReader reader)
    {
        const string Name = "client_timeout";
        var timeout = reader.Duration(Name, DurationUnit.Seconds) ?? TimeSpan.FromSeconds(10);
        if (timeout <= TimeSpan.Zero)
        {
            reader.Bad(reader.Find(Name)!, "a duration above 0");
        }

        return timeout;
    }

    private static string? Certificate(OptionReader reader, IConfigurationSource source, string name) =>
        reader.Text(name) == "disabled" ? null : reader.ExistingFile(name, source);

    private static Dictionary<string, HiddenText> ReadPasswords(OptionReader reader)
    {
        var passwords = new Dictionary<string, HiddenText>(StringComparer.Ordinal);
        foreach (var value in reader.File.InOrder.Where(value => IsBackendPassword(value.Name)))
        {
            passwords[value.Name[..^PasswordSuffix.Length]] = new HiddenText(value.Text);
        }

        return passwords;
    }

    private static BackendSettings? ReadNamed(
        OptionReader reader,
        IConfigurationSource source,
        ImapdConfValue value,
        BackendSettings template,
        Dictionary<string,
        HiddenText> passwords)
    {
        var name = value.Name[MailFrontOptions.Backend.Name.Length..];
        var own = WithOwnCredentials(reader, source, template with { Name = name }, passwords);
        if (BackendSpecification.Parse(name, value.Text, own, out var problem) is not { } backend)
        {
            reader.Diagnostics.Error(value.Place, value.Name, $"{value.Name}: {problem}", Refused);
            return null;
        }

        if (backend.CaFile is not null && !source.Exists(backend.CaFile))
        {
            reader.Diagnostics.Error(value.Place, value.Name, $"{value.Name}: file {backend.CaFile} is missing or unreadable", Refused);
        }

        if (backend.Kind != BackendDialect.Generic && backend.ProxyPassword is null)
        {
            reader.Diagnostics.Error(
                value.Place,
                value.Name,
                $"backend '{name}' has no password to log in with: set {name}_password or proxy_password",
                Refused);
        }

        TellUnsafeTls(reader, value, backend);
        return backend;
    }

    private static BackendSettings WithOwnCredentials(
        OptionReader reader,
        IConfigurationSource source,
        BackendSettings backend,
        Dictionary<string, HiddenText> passwords)
    {
        return backend with
        {
            ProxyPassword = passwords.GetValueOrDefault(backend.Name) ?? backend.ProxyPassword,
            ClientCertificateFile = Certificate(reader, source, $"{backend.Name}_client_cert") ?? backend.ClientCertificateFile,
            ClientKeyFile = Certificate(reader, source, $"{backend.Name}_client_key") ?? backend.ClientKeyFile,
        };
    }

    private static void TellUnsafeTls(OptionReader reader, ImapdConfValue value, BackendSettings backend)
    {
        if (backend.Tls != BackendTls.Off && !backend.VerifyCertificate)
        {
            reader.Diagnostics.Warning(
                value.Place,
                value.Name,
                $"backend '{backend.Name}': tls_verify=off: anybody on the way can pose as the backend and take the proxy password");
        }
        else if (backend.Tls == BackendTls.Off && !IsLocal(backend.Host))
        {
            reader.Diagnostics.Note(
                value.Place,
                value.Name,
                $"backend '{backend.Name}': passwords and mail cross the network unencrypted",
                "say tls=starttls or tls=implicit to change that");
        }
    }

    private static bool IsLocal(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static List<string> ReadServerList(
        OptionReader reader,
        BackendSettings template,
        Dictionary<string,
        HiddenText> passwords,
        List<BackendSettings> named)
    {
        var names = new List<string>();
        foreach (var server in reader.Words("serverlist"))
        {
            var name = BackendCatalogue.ShortName(server);
            if (!BackendSpecification.TrySplitHost(server, out var host, out var port) || name.Length == 0)
            {
                reader.Bad(reader.Find("serverlist")!, "server names between blanks");
                continue;
            }

            names.Add(name);
            if (named.Exists(backend => backend.Name == name))
            {
                continue;
            }

            var password = passwords.GetValueOrDefault(name) ?? template.ProxyPassword;
            if (password is null)
            {
                reader.Diagnostics.Warning(
                    reader.PlaceOf("serverlist"),
                    "serverlist",
                    $"backend '{name}' has no password to log in with: set {name}_password or proxy_password",
                    "its users get a temporary failure");
            }

            named.Add(template with { Name = name, Host = host, ImapPort = port ?? template.ImapPort, ProxyPassword = password });
        }

        return names;
    }

    private static List<string> ReadDefaults(OptionReader reader, List<BackendSettings> named)
    {
        var option = MailFrontOptions.DefaultBackend.Name;
        var names = new List<string>();
        foreach (var word in reader.Words(option))
        {
            var name = BackendCatalogue.ShortName(word);
            if (!named.Exists(backend => backend.Name == name))
            {
                reader.Diagnostics.Error(
                    reader.PlaceOf(option),
                    option,
                    $"{option} names '{word}', which no mailfront_backend_{name} and no serverlist knows",
                    Refused);
            }
            else if (!names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static void TellProxyServers(OptionReader reader)
    {
        if (reader.Find("proxyservers") is { } value)
        {
            reader.Diagnostics.Warning(
                value.Place,
                value.Name,
                "proxyservers belongs on backends: a Cyrus frontend that has it takes itself for one",
                "ignored: nobody may act for others here except admins");
        }
    }

    private static void TellIfNone(OptionReader reader, bool isNone)
    {
        if (isNone)
        {
            reader.Diagnostics.Warning(
                reader.File.Whole,
                MailFrontOptions.Backend.Name,
                "no backend is configured: neither mailfront_backend_<shorthost>, nor serverlist, nor a password",
                "every login ends with a temporary failure");
        }
    }
}
