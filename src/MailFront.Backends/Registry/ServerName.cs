using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailFront.Backends.Registry;

/// <summary>
/// The server part of a location: <c>host[:port][/tls][/noauth]</c>, <c>[v6][:port]</c> or an absolute socket path
/// (cyrus backend.c:backend_connect).
/// </summary>
/// <param name="Host">Host name, address without brackets, or socket path.</param>
/// <param name="Port">Port it names; null when it names none.</param>
/// <param name="RequiresTls">True with <c>/tls</c>.</param>
internal readonly record struct ServerName(string Host, int? Port, bool RequiresTls)
{
    /// <summary>Longest host name in DNS (RFC 1035 §2.3.4).</summary>
    private const int MaxHostLength = 255;

    /// <summary>Longest socket path: sun_path of Linux without its NUL.</summary>
    private const int MaxPathLength = 107;

    /// <summary>What <c>&lt;shorthost&gt;_password</c> and <c>mailfront_backend_&lt;shorthost&gt;</c> mean: all before the first dot.</summary>
    public string ShortName => Host.Split('.', 2)[0];

    /// <summary>True for a socket path.</summary>
    public bool IsPath => Host.StartsWith('/');

    /// <summary>Reads a server part; false when it names no host anyone could connect to.</summary>
    public static bool TryParse(string text, out ServerName name)
    {
        ArgumentNullException.ThrowIfNull(text);
        name = default;
        if (text.StartsWith('/'))
        {
            name = new ServerName(text, null, false);
            return text.Length <= MaxPathLength && !text.AsSpan().ContainsAnyInRange('\0', '\x1f');
        }

        var options = text.Split('/');
        var requiresTls = options.Skip(1).Any(option => option.Equals("tls", StringComparison.OrdinalIgnoreCase));
        if (!TrySplitPort(options[0], out var host, out var port) || !IsHost(host))
        {
            return false;
        }

        name = new ServerName(host, port, requiresTls);
        return true;
    }

    private static bool TrySplitPort(string text, out string host, out int? port)
    {
        var colon = text.LastIndexOf(':');
        var isBareAddress = colon != text.IndexOf(':', StringComparison.Ordinal) && !text.StartsWith('[');
        if (colon < 0 || isBareAddress || text.EndsWith(']'))
        {
            host = text;
            port = null;
        }
        else
        {
            host = text[..colon];
            var isPort = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            port = isPort && number is > 0 and <= IPEndPoint.MaxPort ? number : null;
            if (port is null)
            {
                return false;
            }
        }

        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            return IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        }

        return true;
    }

    private static bool IsHost(string host)
    {
        if (host.Length is 0 or > MaxHostLength)
        {
            return false;
        }

        if (host.Contains(':', StringComparison.Ordinal))
        {
            return IPAddress.TryParse(host, out _);
        }

        // '_' is not a host name character (RFC 1123 §2.1) but appears in the names of containers.
        return host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && host[0] is not ('.' or '-');
    }
}
