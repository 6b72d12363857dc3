using MailFront.Configuration.Lists;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>Lists of networks in options.</summary>
internal static class NetworkReader
{
    /// <summary>Reads the option <paramref name="name"/>: networks between blanks or commas.</summary>
    public static List<ListEntry> Read(OptionReader reader, string name)
    {
        var networks = new List<ListEntry>();
        foreach (var word in reader.Words(name).SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            var value = reader.Find(name)!;
            if (!NetworkValue.TryParse(word, out var network, out var hadHostBits))
            {
                reader.Diagnostics.Error(
                    value.Place,
                    value.Name,
                    $"{value.Name}: '{word}' is no network; expected addresses or networks such as 192.0.2.0/24 2001:db8::/32",
                    "MailFront does not start with it");
                continue;
            }

            if (hadHostBits)
            {
                reader.Diagnostics.Warning(value.Place, value.Name, $"{value.Name}: '{word}' has bits beyond its prefix", $"read as {network}");
            }

            networks.Add(new ListEntry(network, $"{value.Name}, {value.Place.File}:{value.Place.Line}"));
        }

        return networks;
    }
}
