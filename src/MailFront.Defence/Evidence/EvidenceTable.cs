using System.Numerics;
using System.Runtime.CompilerServices;

namespace MailFront.Defence.Evidence;

/// <summary>
/// A table of fixed size: a key has eight places, and where all are taken the record with the least evidence makes room. Keys are keyed hashes,
/// so nobody can aim at another's places. Allocated whole, touched as it fills. Not for several threads at once.
/// </summary>
internal sealed class EvidenceTable<TRecord>
    where TRecord : struct, IEvidence
{
    private const int Places = 8;

    private readonly TRecord[] _records;
    private readonly uint _mask;

    /// <summary>A table of at least <paramref name="capacity"/> records, rounded up to a power of two.</summary>
    public EvidenceTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        uint groups = BitOperations.RoundUpToPowerOf2((uint)((capacity + Places - 1) / Places));
        _records = new TRecord[groups * Places];
        _mask = groups - 1;
    }

    /// <summary>Records it can hold.</summary>
    public int Capacity => _records.Length;

    /// <summary>Records that made room for others while they still meant something, since start.</summary>
    public long Evictions { get; private set; }

    /// <summary>Whether there is a record of <paramref name="key"/> in date; <see cref="this[int]"/> gives it.</summary>
    public bool TryFind(ulong key, uint now, out int place)
    {
        key = NotFree(key);
        int first = FirstPlaceOf(key);
        for (place = first; place < first + Places; place++)
        {
            if (_records[place].Key == key)
            {
                return _records[place].WeightAt(now) > 0;
            }
        }

        place = -1;
        return false;
    }

    /// <summary>The record of <paramref name="key"/>, made if there is none or only one that is out of date; valid until the next call.</summary>
    public ref TRecord FindOrAdd(ulong key, uint now)
    {
        key = NotFree(key);
        int first = FirstPlaceOf(key);
        int victim = first;
        float least = float.MaxValue;
        for (int place = first; place < first + Places; place++)
        {
            ref TRecord record = ref _records[place];
            float weight = record.Key == 0 ? float.MinValue : record.WeightAt(now);
            if (record.Key == key)
            {
                if (weight > 0)
                {
                    return ref record;
                }

                victim = place;
                least = float.MinValue;
                break;
            }

            if (weight < least)
            {
                victim = place;
                least = weight;
            }
        }

        Evictions += least > 0 ? 1 : 0;
        _records[victim] = default;
        _records[victim].Key = key;
        return ref _records[victim];
    }

    /// <summary>The record at a place that <see cref="TryFind"/> told.</summary>
    public ref TRecord this[int place] => ref _records[place];

    // The lower half chooses the group; the whole key is compared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstPlaceOf(ulong key) => (int)((uint)key & _mask) * Places;

    private static ulong NotFree(ulong key) => key == 0 ? 1 : key;
}
