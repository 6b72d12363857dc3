using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>
/// A set of networks that never changes: for each family the addresses as sorted ranges that do not touch, searched by halves.
/// A look-up allocates nothing and takes some tens of nanoseconds at 10,000 networks.
/// </summary>
public sealed class NetworkSet
{
    private readonly AddressRange[] _v4;
    private readonly AddressRange[] _v6;

    /// <summary>The union of <paramref name="networks"/>.</summary>
    public NetworkSet(IEnumerable<NetworkPrefix> networks)
    {
        var all = networks.ToLookup(network => network.IsV4, network => new AddressRange(network.First, network.Last));
        _v4 = Merge(all[true]);
        _v6 = Merge(all[false]);
    }

    /// <summary>A set without members.</summary>
    public static NetworkSet Empty { get; } = new([]);

    /// <summary>Whether <paramref name="address"/> is a member; clients without an address are in no set.</summary>
    public bool Contains(IPAddress? address)
    {
        if (address is null || (_v4.Length == 0 && _v6.Length == 0))
        {
            return false;
        }

        return Covers(NetworkPrefix.Of(address));
    }

    /// <summary>Whether all of <paramref name="network"/> is in the set.</summary>
    public bool Covers(NetworkPrefix network)
    {
        var ranges = RangesOf(network.IsV4);
        var place = FirstEndingAtOrAfter(ranges, network.First);
        return place < ranges.Length && ranges[place].First <= network.First && ranges[place].Last >= network.Last;
    }

    /// <summary>Whether some of <paramref name="network"/> is in the set.</summary>
    public bool Overlaps(NetworkPrefix network)
    {
        var ranges = RangesOf(network.IsV4);
        var place = FirstEndingAtOrAfter(ranges, network.First);
        return place < ranges.Length && ranges[place].First <= network.Last;
    }

    /// <summary>What of <paramref name="network"/> is not in the set, in order.</summary>
    public IReadOnlyList<AddressRange> RestOf(NetworkPrefix network)
    {
        var ranges = RangesOf(network.IsV4);
        var rest = new List<AddressRange>();
        var next = network.First;
        for (var place = FirstEndingAtOrAfter(ranges, next); place < ranges.Length && ranges[place].First <= network.Last; place++)
        {
            if (ranges[place].First > next)
            {
                rest.Add(new AddressRange(next, ranges[place].First - 1));
            }

            if (ranges[place].Last >= network.Last)
            {
                return rest;
            }

            next = ranges[place].Last + 1;
        }

        rest.Add(new AddressRange(next, network.Last));
        return rest;
    }

    private AddressRange[] RangesOf(bool isV4) => isV4 ? _v4 : _v6;

    private static int FirstEndingAtOrAfter(AddressRange[] ranges, UInt128 address)
    {
        var low = 0;
        var high = ranges.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ranges[middle].Last < address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static AddressRange[] Merge(IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && (merged[^1].Last == UInt128.MaxValue || range.First <= merged[^1].Last + 1))
            {
                merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return [.. merged];
    }
}
