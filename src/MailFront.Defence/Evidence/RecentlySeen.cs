using System.Numerics;

namespace MailFront.Defence.Evidence;

/// <summary>
/// Whether something was seen lately, within the last half hour to hour unless told otherwise: what repeats itself is counted once. Two bitmaps that take turns; one that is half full
/// is replaced early, so that a flood makes it forgetful rather than blind. A false "seen" costs one count in a few. Not for several threads at once.
/// </summary>
internal sealed class RecentlySeen
{
    private const int Bits = 1 << 20;
    private ulong[] _present = new ulong[Bits / 64];
    private ulong[] _past = new ulong[Bits / 64];
    private int _used;
    private uint _turnAt;
    private uint _turnSeconds = 1800;

    /// <summary>Octets it takes.</summary>
    public const long Size = 2L * Bits / 8;

    /// <summary>From now on things are forgotten after one to two times <paramref name="seconds"/>. At first 1800.</summary>
    public void ForgetAfter(uint seconds, uint now)
    {
        _turnSeconds = seconds;
        _turnAt = Math.Min(_turnAt, now + seconds);
    }

    /// <summary>Notes <paramref name="hash"/>. False when it was there.</summary>
    public bool TryAdd(ulong hash, uint now)
    {
        if (now >= _turnAt || _used > Bits / 2)
        {
            (_present, _past) = (_past, _present);
            Array.Clear(_present);
            _used = 0;
            _turnAt = now + _turnSeconds;
        }

        int bit = BitOf(hash);
        ulong mask = 1UL << (bit & 63);
        bool isSeen = ((_present[bit >> 6] | _past[bit >> 6]) & mask) != 0;
        if ((_present[bit >> 6] & mask) == 0)
        {
            _present[bit >> 6] |= mask;
            _used++;
        }

        return !isSeen;
    }

    /// <summary>Whether <paramref name="hash"/> was seen lately.</summary>
    public bool Has(ulong hash)
    {
        int bit = BitOf(hash);
        return ((_present[bit >> 6] | _past[bit >> 6]) & (1UL << (bit & 63))) != 0;
    }

    // The lower bits choose the places of tables; take others.
    private static int BitOf(ulong hash) => (int)(BitOperations.RotateLeft(hash, 29) & (Bits - 1));
}
