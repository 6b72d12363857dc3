using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>A list of networks that remembers where each is written. Immutable.</summary>
public sealed class NetworkList
{
    private readonly IReadOnlyList<ListedNetwork> _entries;

    /// <summary>A list of <paramref name="entries"/>.</summary>
    public NetworkList(IReadOnlyList<ListedNetwork> entries)
    {
        _entries = entries;
        Addresses = new NetworkSet(entries.Select(entry => entry.Network));
    }

    /// <summary>A list that names nobody.</summary>
    public static NetworkList Empty { get; } = new([]);

    /// <summary>A list of <paramref name="networks"/> that are written nowhere in particular.</summary>
    public static NetworkList Of(IReadOnlyList<IPNetwork> networks) =>
        networks.Count == 0 ? Empty : new NetworkList([.. networks.Select(network => new ListedNetwork(NetworkPrefix.Of(network), network.ToString()))]);

    /// <summary>Networks in it, as the framework writes them.</summary>
    public IReadOnlyList<IPNetwork> ToNetworks() => [.. _entries.Select(entry => entry.Network.ToNetwork())];

    /// <summary>Networks in it.</summary>
    public IEnumerable<NetworkPrefix> Networks => _entries.Select(entry => entry.Network);

    /// <summary>What it names, for look-ups.</summary>
    public NetworkSet Addresses { get; }

    /// <summary>Where an entry is written that has to do with <paramref name="network"/>, the narrowest one; null when none has. For answers to people.</summary>
    public string? PlaceOf(NetworkPrefix network)
    {
        ListedNetwork? best = null;
        foreach (var entry in _entries)
        {
            var isNear = entry.Network.Contains(network) || network.Contains(entry.Network);
            if (isNear && (best is not { } former || entry.Network.Length > former.Network.Length))
            {
                best = entry;
            }
        }

        return best?.Place;
    }
}
