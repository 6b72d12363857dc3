using System.Numerics;

namespace MailFront.Defence.Admission;

/// <summary>
/// The seats of one service, and those that may have to go in a bucket for each score: the worst is found, and a seat moved, in the same few
/// steps for any number of seats. Guarded by the lobby's lock.
/// </summary>
public sealed class SeatBlock
{
    internal const int NoBucket = -1;

    private readonly Seat?[] _first = new Seat?[EvictionScore.Highest + 1];
    private readonly Seat?[] _last = new Seat?[EvictionScore.Highest + 1];

    // A bit for each bucket that is not empty.
    private ulong _used;
    private int _count;

    /// <summary>Connections of the service; those told to go are not counted.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The highest score of a seat that may have to go; negative when there is none.</summary>
    internal int Worst => EvictionScore.Highest - BitOperations.LeadingZeroCount(_used);

    internal void Add(int change) => Volatile.Write(ref _count, _count + change);

    // Of equals the one that has had its score longest goes first.
    internal Seat? FirstOf(int bucket) => _first[bucket];

    internal void Put(Seat seat, int bucket)
    {
        if (seat.Bucket == bucket)
        {
            return;
        }

        Take(seat);
        if (bucket < 0)
        {
            return;
        }

        seat.Bucket = bucket;
        seat.Previous = _last[bucket];
        if (seat.Previous is { } previous)
        {
            previous.Next = seat;
        }
        else
        {
            _first[bucket] = seat;
            _used |= 1UL << bucket;
        }

        _last[bucket] = seat;
    }

    private void Take(Seat seat)
    {
        var bucket = seat.Bucket;
        if (bucket < 0)
        {
            return;
        }

        if (seat.Previous is { } previous)
        {
            previous.Next = seat.Next;
        }
        else
        {
            _first[bucket] = seat.Next;
        }

        if (seat.Next is { } next)
        {
            next.Previous = seat.Previous;
        }
        else
        {
            _last[bucket] = seat.Previous;
        }

        if (_first[bucket] is null)
        {
            _used &= ~(1UL << bucket);
        }

        seat.Next = null;
        seat.Previous = null;
        seat.Bucket = NoBucket;
    }
}
