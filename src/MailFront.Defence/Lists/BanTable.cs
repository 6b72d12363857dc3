using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>
/// The bans in force, bounded in number: when it is full the soonest to expire makes room. A look-up allocates nothing and costs one probe for
/// each length of prefix that is banned. Times are readings of one clock that only moves forward. Thread-safe.
/// </summary>
public sealed class BanTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NetworkPrefix, Place> _networks = [];
    private readonly Dictionary<string, Place> _users = new(StringComparer.Ordinal);
    private readonly SortedSet<Place> _byExpiry = new(new SoonestFirst());
    private readonly int[] _v4Lengths = new int[NetworkPrefix.V4Bits + 1];
    private readonly int[] _v6Lengths = new int[NetworkPrefix.V6Bits + 1];
    private int _capacity;
    private int _networkCount;
    private int _userCount;
    private long _order;
    private long _changes;
    private long _displaced;

    /// <summary>A table for at most <paramref name="capacity"/> bans.</summary>
    public BanTable(int capacity = BanLimits.DefaultMost) => Capacity = capacity;

    /// <summary>Most bans at once (<c>mailfront_ban_max</c>); a smaller number takes effect with the next ban.</summary>
    public int Capacity
    {
        get => Volatile.Read(ref _capacity);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Volatile.Write(ref _capacity, value);
        }
    }

    /// <summary>Bans of addresses and networks, those included that have expired and were not yet dropped.</summary>
    public int Networks => Volatile.Read(ref _networkCount);

    /// <summary>Bans of users, likewise.</summary>
    public int Users => Volatile.Read(ref _userCount);

    /// <summary>Bans that made room for others before they had expired.</summary>
    public long Displaced => Interlocked.Read(ref _displaced);

    /// <summary>Rises with each change, so that what is derived of the table can be made anew.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Adds a ban, in place of one for the same target.</summary>
    public void Add(Ban ban, TimeSpan now)
    {
        lock (_lock)
        {
            DropExpired(now);
            Drop(ban.Target);
            while (_byExpiry.Count >= Capacity)
            {
                Drop(_byExpiry.Min!.Ban.Target);
                _displaced++;
            }

            Insert(new Place(ban, _order++));
            _changes++;
        }
    }

    /// <summary>Ends a ban. False when there is none for exactly this target.</summary>
    public bool Remove(BanTarget target)
    {
        lock (_lock)
        {
            var isThere = Drop(target);
            _changes += isThere ? 1 : 0;
            return isThere;
        }
    }

    /// <summary>The ban of <paramref name="address"/>, the one with the longest prefix; null when there is none.</summary>
    public Ban? Find(IPAddress? address, TimeSpan now)
    {
        if (address is null || Networks == 0)
        {
            return null;
        }

        var whole = NetworkPrefix.Of(address);
        var lengths = whole.IsV4 ? _v4Lengths : _v6Lengths;
        lock (_lock)
        {
            for (var length = whole.Length; length >= 0; length--)
            {
                if (lengths[length] > 0 && _networks.TryGetValue(whole.Cut(length), out var place) && place.Ban.Until > now)
                {
                    return place.Ban;
                }
            }
        }

        return null;
    }

    /// <summary>The ban of a user; null when there is none.</summary>
    public Ban? FindUser(string user, TimeSpan now)
    {
        if (Users == 0)
        {
            return null;
        }

        lock (_lock)
        {
            return _users.TryGetValue(user, out var place) && place.Ban.Until > now ? place.Ban : null;
        }
    }

    /// <summary>The bans in force, soonest to expire first.</summary>
    public IReadOnlyList<Ban> List(TimeSpan now)
    {
        lock (_lock)
        {
            return [.. _byExpiry.Where(place => place.Ban.Until > now).Select(place => place.Ban)];
        }
    }

    /// <summary>Drops what has expired.</summary>
    public void Expire(TimeSpan now)
    {
        lock (_lock)
        {
            DropExpired(now);
        }
    }

    private void DropExpired(TimeSpan now)
    {
        while (_byExpiry.Min is { } soonest && soonest.Ban.Until <= now)
        {
            Drop(soonest.Ban.Target);
            _changes++;
        }
    }

    private void Insert(Place place)
    {
        _byExpiry.Add(place);
        if (place.Ban.Target.User is { } user)
        {
            _users.Add(user, place);
            Volatile.Write(ref _userCount, _users.Count);
            return;
        }

        var network = place.Ban.Target.Network;
        _networks.Add(network, place);
        LengthsOf(network)[network.Length]++;
        Volatile.Write(ref _networkCount, _networks.Count);
    }

    private bool Drop(BanTarget target)
    {
        if (target.User is { } user)
        {
            var isUserThere = _users.Remove(user, out var place) && _byExpiry.Remove(place);
            Volatile.Write(ref _userCount, _users.Count);
            return isUserThere;
        }

        if (!_networks.Remove(target.Network, out var found))
        {
            return false;
        }

        LengthsOf(target.Network)[target.Network.Length]--;
        Volatile.Write(ref _networkCount, _networks.Count);
        return _byExpiry.Remove(found);
    }

    private int[] LengthsOf(NetworkPrefix network) => network.IsV4 ? _v4Lengths : _v6Lengths;

    private sealed record Place(Ban Ban, long Order);

    private sealed class SoonestFirst : IComparer<Place>
    {
        public int Compare(Place? x, Place? y)
        {
            var byExpiry = x!.Ban.Until.CompareTo(y!.Ban.Until);
            return byExpiry != 0 ? byExpiry : x.Order.CompareTo(y.Order);
        }
    }
}
