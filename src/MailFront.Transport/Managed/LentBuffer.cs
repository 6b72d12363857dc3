using System.Buffers;

namespace MailFront.Transport.Managed;

/// <summary>
/// The contiguous input buffer of a channel: rented when bytes are there, grown by doubling, given back when all is consumed.
/// Whatever leaves it is wiped first, since it may have been a password and the array goes to another connection next.
/// </summary>
internal struct LentBuffer
{
    // Holds a typical command; the array pool's sizes are powers of two.
    private const int SmallestRent = 512;

    private byte[]? _array;
    private int _start;
    private int _end;
    private int _nextRent;

    public readonly int Length => _end - _start;

    public readonly bool IsHeld => _array is not null;

    public readonly ReadOnlyMemory<byte> Unread => new(_array, _start, _end - _start);

    /// <summary>Space for more bytes: at least one, and never so many that <see cref="Length"/> could exceed <paramref name="limit"/>.</summary>
    public Memory<byte> Room(int limit)
    {
        if (_array is null)
        {
            _array = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(_nextRent, SmallestRent), Math.Max(limit, 1)));
        }
        else if (_end == _array.Length)
        {
            MakeSpace(limit);
        }

        return _array.AsMemory(_end, Math.Min(_array.Length - _end, limit - Length));
    }

    /// <summary>Takes note that <paramref name="count"/> of <paramref name="room"/> bytes were filled.</summary>
    public void Add(int count, int room)
    {
        _end += count;

        // Bulk fills what it gets, so the next rent is larger; talk does not, so the size falls back.
        _nextRent = count == room ? _array!.Length * 2 : Math.Max(SmallestRent, _nextRent / 2);
    }

    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length);
        _array.AsSpan(_start, count).Clear();
        _start += count;
        ReleaseIfEmpty();
    }

    public void ReleaseIfEmpty()
    {
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Wipes what is left and gives the array back.</summary>
    public void Release()
    {
        if (_array is { } array)
        {
            _array = null;
            array.AsSpan(_start, _end - _start).Clear();
            _start = 0;
            _end = 0;
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void MakeSpace(int limit)
    {
        var length = Length;
        var old = _array!;
        if (_start > 0)
        {
            old.AsSpan(_start, length).CopyTo(old);
            old.AsSpan(length, _end - length).Clear();
        }
        else
        {
            _array = ArrayPool<byte>.Shared.Rent(Math.Min(old.Length * 2, Math.Max(limit, length + 1)));
            old.AsSpan(0, length).CopyTo(_array);
            old.AsSpan(0, length).Clear();
            ArrayPool<byte>.Shared.Return(old);
        }

        _start = 0;
        _end = length;
    }
}
