using System.Collections.Concurrent;

namespace MailFront.Directory;

/// <summary>
/// What is known about users without asking the file, present or absent. Two generations: new and used entries go to the young one, and when
/// that is full it becomes the old one, whose unused entries are forgotten together. So it holds at most <c>capacity</c> entries, forgets
/// in batches, and keeps who comes often. Thread-safe; a hit neither locks nor allocates, unless it moves an entry from old to young.
/// </summary>
internal sealed class HotSet
{
    private readonly Lock _change = new();
    private readonly int _halfCapacity;
    private ConcurrentDictionary<string, HotEntry> _young = NewGeneration();
    private ConcurrentDictionary<string, HotEntry> _old = NewGeneration();
    private int _youngCount;
    private int _oldCount;
    private long _version;

    /// <summary>Makes an empty set.</summary>
    /// <param name="capacity">Most entries, at least 2.</param>
    public HotSet(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _halfCapacity = capacity / 2;
    }

    /// <summary>Entries now. Two may be the same user for a moment.</summary>
    public int Count
    {
        get
        {
            lock (_change)
            {
                return _youngCount + _oldCount;
            }
        }
    }

    public bool TryGet(string user, out HotEntry entry)
    {
        if (Volatile.Read(ref _young).TryGetValue(user, out entry))
        {
            return true;
        }

        var old = Volatile.Read(ref _old);
        if (!old.TryGetValue(user, out entry))
        {
            return false;
        }

        lock (_change)
        {
            // Not when the set was dropped since: a dropped entry does not come back.
            if (ReferenceEquals(old, _old))
            {
                AddToYoung(user, entry);
            }
        }

        return true;
    }

    /// <summary>Adds what was read from version <paramref name="version"/> of the file; ignored when a newer one is known by now.</summary>
    public void Add(string user, HotEntry entry, long version)
    {
        lock (_change)
        {
            MoveTo(version);
            if (version == _version)
            {
                AddToYoung(user, entry);
            }
        }
    }

    /// <summary>Forgets everything when the file has a newer version. True when it has.</summary>
    public bool MoveTo(long version)
    {
        lock (_change)
        {
            if (version <= _version)
            {
                return false;
            }

            _version = version;
            (_youngCount, _oldCount) = (0, 0);
            Volatile.Write(ref _young, NewGeneration());
            Volatile.Write(ref _old, NewGeneration());
            return true;
        }
    }

    private static ConcurrentDictionary<string, HotEntry> NewGeneration() => new(StringComparer.Ordinal);

    private void AddToYoung(string user, HotEntry entry)
    {
        if (_youngCount >= _halfCapacity)
        {
            Volatile.Write(ref _old, _young);
            Volatile.Write(ref _young, NewGeneration());
            (_oldCount, _youngCount) = (_youngCount, 0);
        }

        // Counted here: ConcurrentDictionary.Count takes all its locks.
        if (_young.TryAdd(user, entry))
        {
            _youngCount++;
        }
        else
        {
            _young[user] = entry;
        }
    }
}
