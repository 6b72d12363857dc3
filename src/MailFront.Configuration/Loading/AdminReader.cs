using System.Globalization;
using System.Net;
using System.Text;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Where the administration interface and the metrics are.</summary>
internal static class AdminReader
{
    // sun_path of sockaddr_un on Linux holds 108 octets, the closing zero included.
    private const int MaxUnixPathOctets = 107;
    private const string Off = "off";

    /// <summary>Reads <c>mailfront_admin_socket</c> and <c>mailfront_metrics_listen</c>.</summary>
    public static AdminSettings Read(OptionReader reader)
    {
        var given = reader.Text(MailFrontOptions.AdminSocket.Name);
        var path = given ?? reader.Expand(MailFrontOptions.AdminSocket.Default);
        if (given is not null && given != Off && (!given.StartsWith('/') || Encoding.UTF8.GetByteCount(given) > MaxUnixPathOctets))
        {
            reader.Bad(reader.Find(MailFrontOptions.AdminSocket.Name)!, $"{Off} or an absolute path of at most {MaxUnixPathOctets} octets");
        }

        // A default that is too long to be a socket is none, like one whose folder is missing.
        var isUsable = path != Off && path.StartsWith('/') && Encoding.UTF8.GetByteCount(path) <= MaxUnixPathOctets;
        return new AdminSettings
        {
            SocketPath = isUsable ? path : null,
            IsSocketOptional = given is null,
            MetricsListen = ReadEndPoint(reader),
        };
    }

    private static IPEndPoint? ReadEndPoint(OptionReader reader)
    {
        if (reader.Find(MailFrontOptions.MetricsListen.Name) is not { } value)
        {
            return null;
        }

        var colon = value.Text.LastIndexOf(':');
        var host = colon < 0 ? string.Empty : value.Text[..colon];
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ when (host.Contains('.') || host.StartsWith('[')) && IPAddress.TryParse(host, out var parsed) => parsed,
            _ => null,
        };
        if (address is not null && ushort.TryParse(value.Text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return new IPEndPoint(address, port);
        }

        reader.Bad(value, "address:port, [address]:port, localhost:port or *:port");
        return null;
    }
}
