using System.Globalization;

namespace MailFront.Configuration.CyrusConf;

/// <summary>Ports by service name: those of /etc/services first, then the mail ports everybody has.</summary>
internal sealed class ServiceNames
{
    private const string Tcp = "/tcp";

    private static readonly Dictionary<string, int> _wellKnown = new(StringComparer.Ordinal)
    {
        ["http"] = 80,
        ["pop3"] = 110,
        ["pop-3"] = 110,
        ["nntp"] = 119,
        ["imap"] = 143,
        ["imap2"] = 143,
        ["https"] = 443,
        ["nntps"] = 563,
        ["imaps"] = 993,
        ["pop3s"] = 995,
        ["lmtp"] = 2003,
        ["csync"] = 2005,
        ["mupdate"] = 3905,
        ["sieve"] = 4190,
    };

    private readonly Dictionary<string, int> _fromFile = new(StringComparer.Ordinal);

    /// <summary>Reads the text of /etc/services (services(5)); null when there is none.</summary>
    public ServiceNames(string? servicesText)
    {
        foreach (var line in (servicesText ?? string.Empty).Split('\n'))
        {
            var hash = line.IndexOf('#', StringComparison.Ordinal);
            var words = Values.WordList.Split(hash < 0 ? line : line[..hash]);
            if (words.Length < 2 || !words[1].EndsWith(Tcp, StringComparison.Ordinal) || !TryParsePort(words[1].AsSpan()[..^Tcp.Length], out var port))
            {
                continue;
            }

            _fromFile.TryAdd(words[0], port);
            foreach (var alias in words.AsSpan(2))
            {
                _fromFile.TryAdd(alias, port);
            }
        }
    }

    /// <summary>False for an unknown name and a number that is no port.</summary>
    public bool TryFind(string nameOrNumber, out int port) =>
        TryParsePort(nameOrNumber, out port) || _fromFile.TryGetValue(nameOrNumber, out port) || _wellKnown.TryGetValue(nameOrNumber, out port);

    private static bool TryParsePort(ReadOnlySpan<char> text, out int port)
    {
        var isPort = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = number;
        return isPort;
    }
}
