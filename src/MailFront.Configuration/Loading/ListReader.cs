using System.Globalization;
using System.Net;
using System.Text;
using MailFront.Configuration.Lists;
using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;

namespace MailFront.Configuration.Loading;

/// <summary>Allow, deny, bans and block lists.</summary>
internal static class ListReader
{
    private const string Refused = "MailFront does not start with it";
    private const int DnsPort = 53;

    // Each address is asked about at each zone: more than a few is no evidence any more.
    private const int MostZones = 8;

    // A name of 253 octets must have room for an IPv6 address, nibble by nibble (RFC 5782 §2.4).
    private const int LongestZone = 253 - 64;

    /// <summary>Reads everything.</summary>
    public static ListSettings Read(OptionReader reader, IConfigurationSource source)
    {
        var settings = new ListSettings
        {
            Trusted = NetworkReader.Read(reader, MailFrontOptions.TrustedProxies.Name),
            Allow = NetworkReader.Read(reader, MailFrontOptions.Allow.Name),
            Deny = NetworkReader.Read(reader, MailFrontOptions.Deny.Name),
            AllowFile = ReadFile(reader, source, MailFrontOptions.AllowFile.Name),
            DenyFile = ReadFile(reader, source, MailFrontOptions.DenyFile.Name),
            MostBans = reader.Number(MailFrontOptions.BanMax),
            NftFile = ReadNftFile(reader),
            NftCommand = reader.Words(MailFrontOptions.BanNftCommand.Name),
            BlocklistZones = ReadZones(reader),
            BlocklistResolver = ReadResolver(reader),
        };
        TellUnused(reader, MailFrontOptions.BanNftCommand, settings.NftFile is null, MailFrontOptions.BanNftFile);
        TellUnused(reader, MailFrontOptions.BlocklistResolver, settings.BlocklistZones.Count == 0, MailFrontOptions.Blocklist);
        return settings;
    }

    private static ListFile? ReadFile(OptionReader reader, IConfigurationSource source, string option)
    {
        if (reader.Text(option) is not { } path)
        {
            return null;
        }

        if (source.Read(path) is not { } text)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option}: file {path} is missing or unreadable", Refused);
            return null;
        }

        if (Encoding.UTF8.GetByteCount(text) > ListFileParser.LongestFile)
        {
            reader.Diagnostics.Error(reader.PlaceOf(option), option, $"{option}: file {path} has more than {ListFileParser.LongestFile} octets", Refused);
            return null;
        }

        var reading = ListFileParser.Parse(option, path, text);
        foreach (var finding in reading.Findings)
        {
            reader.Diagnostics.Add(finding);
        }

        return reading.File;
    }

    private static string? ReadNftFile(OptionReader reader)
    {
        var option = MailFrontOptions.BanNftFile.Name;
        var path = reader.Text(option);
        if (path is not null && !path.StartsWith('/'))
        {
            reader.Bad(reader.Find(option)!, "an absolute path");
        }

        return path;
    }

    private static string[] ReadZones(OptionReader reader)
    {
        var option = MailFrontOptions.Blocklist.Name;
        string[] zones = [.. reader.Words(option).Select(zone => zone.TrimEnd('.').ToLowerInvariant())];
        if (zones.Length > MostZones || !Array.TrueForAll(zones, IsZone))
        {
            reader.Bad(reader.Find(option)!, $"at most {MostZones} domain names, such as zen.example.org");
        }

        return zones;
    }

    private static bool IsZone(string zone) =>
        zone.Length is > 0 and <= LongestZone
        && Array.TrueForAll(zone.Split('.'), label => label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    private static IPEndPoint? ReadResolver(OptionReader reader)
    {
        var option = MailFrontOptions.BlocklistResolver.Name;
        if (reader.Find(option) is not { } value)
        {
            return null;
        }

        var text = value.Text;
        // Of "[::1]:53" the port would be lost.
        if (!text.StartsWith('[') && IPAddress.TryParse(text, out var alone))
        {
            return new IPEndPoint(alone, DnsPort);
        }

        var colon = text.LastIndexOf(':');
        if (colon > 0
            && IPAddress.TryParse(text[..colon], out var address)
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0)
        {
            return new IPEndPoint(address, port);
        }

        reader.Bad(value, "an address, address:port or [address]:port");
        return null;
    }

    private static void TellUnused(OptionReader reader, MailFrontOption option, bool isUnused, MailFrontOption needed)
    {
        if (isUnused && reader.Find(option.Name) is { } value)
        {
            reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name} is set, but {needed.Name} is not", "no effect");
        }
    }
}
