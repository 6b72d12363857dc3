using System.Net;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.CyrusConf;

/// <summary>
/// <c>listen=</c> with <c>proto=</c> to sockets (cyrus master.c:parse_inet_listen): <c>/path</c>, <c>port</c>, <c>host:port</c>
/// (split at the last colon), <c>[address]:port</c>. <c>proto=tcp</c> makes one socket per address family.
/// </summary>
internal static class ListenSpecification
{
    // sun_path of sockaddr_un on Linux holds 108 octets, the closing zero included.
    private const int MaxUnixPathOctets = 107;

    /// <summary>The sockets, or null with a message in <paramref name="problem"/>.</summary>
    public static IReadOnlyList<ListenAddress>? Parse(string listen, string protocol, ServiceNames services, out string problem)
    {
        problem = string.Empty;
        if (listen.StartsWith('/'))
        {
            return UnixSocket(listen, ref problem);
        }

        if (Families(protocol) is not { } family)
        {
            problem = $"proto={protocol} is not served";
            return null;
        }

        if (!TrySplit(listen, out var host, out var port))
        {
            problem = $"listen={listen} has no port";
            return null;
        }

        if (!services.TryFind(port, out var number))
        {
            problem = $"listen={listen}: '{port}' is neither a port nor a known service name";
            return null;
        }

        return host.Length == 0 ? Wildcards(family, number) : Hosts(host, family, number, ref problem);
    }

    private static ListenAddress[]? UnixSocket(string path, ref string problem)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) <= MaxUnixPathOctets)
        {
            return [new ListenAddress { Family = ListenFamily.Unix, UnixPath = path }];
        }

        problem = $"listen={path} is longer than the {MaxUnixPathOctets} octets a socket path may have";
        return null;
    }

    private static ListenFamily? Families(string protocol) => protocol switch
    {
        "tcp" => ListenFamily.Any,
        "tcp4" => ListenFamily.V4,
        "tcp6" => ListenFamily.V6,
        _ => null,
    };

    private static bool TrySplit(string listen, out string host, out string port)
    {
        host = string.Empty;
        port = listen;
        if (listen.StartsWith('['))
        {
            var close = listen.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || close + 1 >= listen.Length || listen[close + 1] != ':')
            {
                return false;
            }

            host = listen[1..close];
            port = listen[(close + 2)..];
        }
        else if (listen.LastIndexOf(':') is >= 0 and var colon)
        {
            host = listen[..colon];
            port = listen[(colon + 1)..];
        }

        return port.Length > 0;
    }

    private static List<ListenAddress> Wildcards(ListenFamily family, int port)
    {
        var found = new List<ListenAddress>();
        if (family is ListenFamily.Any or ListenFamily.V4)
        {
            found.Add(new ListenAddress { Family = ListenFamily.V4, Address = IPAddress.Any, Port = port });
        }

        if (family is ListenFamily.Any or ListenFamily.V6)
        {
            var isOptional = family == ListenFamily.Any;
            found.Add(new ListenAddress { Family = ListenFamily.V6, Address = IPAddress.IPv6Any, Port = port, IsOptional = isOptional });
        }

        return found;
    }

    private static ListenAddress[]? Hosts(string host, ListenFamily family, int port, ref string problem)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            return [new ListenAddress { Family = family, HostName = host, Port = port }];
        }

        var own = host.Contains(':', StringComparison.Ordinal) ? ListenFamily.V6 : ListenFamily.V4;
        if (family == ListenFamily.Any || family == own)
        {
            return [new ListenAddress { Family = own, Address = address, Port = port }];
        }

        problem = $"address {host} does not belong to proto=tcp{(family == ListenFamily.V4 ? 4 : 6)}";
        return null;
    }
}
