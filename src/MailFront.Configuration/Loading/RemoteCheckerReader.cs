using System.Net;
using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Checkers behind IMAP, HTTP and Dovecot's auth socket, and how saslauthd is asked.</summary>
internal static class RemoteCheckerReader
{
    private const string MethodOption = "sasl_pwcheck_method";
    private const string Refused = "MailFront does not start with it";

    /// <summary>Reads the options of the checkers that are asked; those of others get a warning.</summary>
    public static RemoteCheckerSettings Read(OptionReader reader, IConfigurationSource source, IReadOnlyCollection<CheckerKind> checkers)
    {
        TellUnused(reader, checkers, CheckerKind.Saslauthd, "saslauthd", [MailFrontOptions.SaslauthdClientAddress]);
        TellUnused(reader, checkers, CheckerKind.Imap, "imap", [MailFrontOptions.ImapChecker]);
        TellUnused(
            reader,
            checkers,
            CheckerKind.Http,
            "http",
            [MailFrontOptions.AuthHttpUrl, MailFrontOptions.AuthHttpHeader, MailFrontOptions.AuthHttpHeaderFile]);
        TellUnused(reader, checkers, CheckerKind.DovecotAuth, "dovecot-auth", [MailFrontOptions.DovecotAuthSocket]);
        var isHttpAsked = checkers.Contains(CheckerKind.Http);
        return new RemoteCheckerSettings
        {
            SaslauthdReadsClientAddress = checkers.Contains(CheckerKind.Saslauthd) && reader.Word(MailFrontOptions.SaslauthdClientAddress, false, true),
            ImapServers = checkers.Contains(CheckerKind.Imap) ? ReadImapServers(reader, source) : [],
            HttpUrls = isHttpAsked ? ReadUrls(reader) : [],
            HttpHeader = isHttpAsked ? ReadHeader(reader, source) : null,
            DovecotAuthSocket = reader.Text(MailFrontOptions.DovecotAuthSocket.Name) ?? RemoteCheckerSettings.DefaultDovecotAuthSocket,
        };
    }

    /// <summary>Whether <paramref name="text"/> is an absolute http or https URL; a warning when secrets would cross a network in the clear.</summary>
    public static bool TryReadUrl(OptionReader reader, ImapdConfValue value, string text, out Uri? url)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            reader.Diagnostics.Error(value.Place, value.Name, $"{value.Name}: '{text}' is no http:// or https:// URL", Refused);
            return false;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !IsLocal(url.Host))
        {
            reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name}: what is sent to {url.Host} crosses the network unencrypted");
        }

        return true;
    }

    private static List<ImapCheckerServer> ReadImapServers(OptionReader reader, IConfigurationSource source)
    {
        var option = MailFrontOptions.ImapChecker.Name;
        if (reader.Find(option) is not { } value)
        {
            TellMissing(reader, "imap", option);
            return [];
        }

        if (ImapCheckerSpecification.Parse(value.Text, reader.ExistingFile("tls_server_ca_file", source), out var problem) is not { } servers)
        {
            reader.Diagnostics.Error(value.Place, option, $"{option}: {problem}", Refused);
            return [];
        }

        foreach (var server in servers)
        {
            if (server.CaFile is not null && !source.Exists(server.CaFile))
            {
                reader.Diagnostics.Error(value.Place, option, $"{option}: file {server.CaFile} is missing or unreadable", Refused);
            }

            if (server.Tls == BackendTls.Off && !IsLocal(server.Host))
            {
                reader.Diagnostics.Warning(value.Place, option, $"{option}: passwords cross the network to {server.Host} unencrypted");
            }
            else if (server.Tls != BackendTls.Off && !server.VerifyCertificate)
            {
                reader.Diagnostics.Warning(
                    value.Place, option, $"{option}: tls_verify=off: anybody on the way can pose as {server.Host} and take every password");
            }
        }

        return [.. servers];
    }

    private static List<Uri> ReadUrls(OptionReader reader)
    {
        var option = MailFrontOptions.AuthHttpUrl.Name;
        var urls = new List<Uri>();
        if (reader.Find(option) is not { } value || reader.Words(option).Length == 0)
        {
            TellMissing(reader, "http", option);
            return urls;
        }

        foreach (var word in reader.Words(option))
        {
            if (TryReadUrl(reader, value, word, out var url))
            {
                urls.Add(url!);
            }
        }

        return urls;
    }

    private static HiddenText? ReadHeader(OptionReader reader, IConfigurationSource source)
    {
        var header = SecretReader.Read(reader, source, MailFrontOptions.AuthHttpHeader, MailFrontOptions.AuthHttpHeaderFile);
        if (header is not null && !HeaderLine.IsWellFormed(header.Reveal(), mayLackName: false))
        {
            var option = reader.Find(MailFrontOptions.AuthHttpHeader.Name) is null ? MailFrontOptions.AuthHttpHeaderFile : MailFrontOptions.AuthHttpHeader;
            reader.Diagnostics.Error(reader.PlaceOf(option.Name), option.Name, $"{option.Name} is no header line; expected Name: value", Refused);
        }

        return header;
    }

    private static void TellMissing(OptionReader reader, string method, string option) =>
        reader.Diagnostics.Error(reader.PlaceOf(MethodOption), MethodOption, $"{method} needs {option}", Refused);

    private static void TellUnused(
        OptionReader reader, IReadOnlyCollection<CheckerKind> checkers, CheckerKind kind, string method, MailFrontOption[] options)
    {
        foreach (var option in options)
        {
            if (!checkers.Contains(kind) && reader.Find(option.Name) is { } value)
            {
                reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name} is set, but {MethodOption} does not name {method}", "no effect");
            }
        }
    }

    private static bool IsLocal(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
