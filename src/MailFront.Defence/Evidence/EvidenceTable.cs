using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailFront.Defence.Evidence;

/// <summary>
/// A table of fixed size: a key has eight places, and where all are taken the record with the least evidence makes room. Keys are keyed hashes,
/// so nobody can aim at another's places. Allocated whole, touched as it fills. Not for several threads at once.
/// </summary>
internal sealed class EvidenceTable<TRecord>
    where TRecord : unmanaged, IEvidence
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

    /// <summary>Octets it takes, whether it is full or not.</summary>
    public long Size => (long)_records.Length * Unsafe.SizeOf<TRecord>();

    /// <summary>Places that hold a record, in date or not.</summary>
    public int Used { get; private set; }

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
        Used += _records[victim].Key == 0 ? 1 : 0;
        _records[victim] = default;
        _records[victim].Key = key;
        return ref _records[victim];
    }

    /// <summary>The record at a place that <see cref="TryFind"/> told.</summary>
    public ref TRecord this[int place] => ref _records[place];

    /// <summary>Writes all records that are in date, behind their number and the octets of one.</summary>
    public void Save(IBufferWriter<byte> writer, uint now)
    {
        int count = 0;
        foreach (ref readonly TRecord record in _records.AsSpan())
        {
            count += IsInDate(record, now) ? 1 : 0;
        }

        int octets = Unsafe.SizeOf<TRecord>();
        Span<byte> head = writer.GetSpan(2 * sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(head, count);
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(int)..], octets);
        writer.Advance(2 * sizeof(int));
        foreach (ref readonly TRecord record in _records.AsSpan())
        {
            if (IsInDate(record, now))
            {
                MemoryMarshal.Write(writer.GetSpan(octets), record);
                writer.Advance(octets);
            }
        }
    }

    /// <summary>Takes back what <see cref="Save"/> wrote, into a table of whatever capacity, and moves <paramref name="from"/> behind it. False when it is cut or of another form.</summary>
    public bool TryLoad(ref ReadOnlySpan<byte> from, uint now)
    {
        int octets = Unsafe.SizeOf<TRecord>();
        if (from.Length < 2 * sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..]) != octets)
        {
            return false;
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[(2 * sizeof(int))..];
        if (count < 0 || count > from.Length / octets)
        {
            return false;
        }

        for (; count > 0; count--)
        {
            var record = MemoryMarshal.Read<TRecord>(from);
            from = from[octets..];
            if (IsInDate(record, now))
            {
                FindOrAdd(record.Key, now) = record;
            }
        }

        return true;
    }

    private static bool IsInDate(in TRecord record, uint now) => record.Key != 0 && record.WeightAt(now) > 0;

    // The lower half chooses the group; the whole key is compared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstPlaceOf(ulong key) => (int)((uint)key & _mask) * Places;

    private static ulong NotFree(ulong key) => key == 0 ? 1 : key;
}
