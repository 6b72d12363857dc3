namespace MailFront.Defence.Evidence;

/// <summary>How many distinct things were seen since the last reset, by linear counting in 32,768 bits (Whang et al., 1990): within 2 % up to some 100,000.</summary>
internal sealed class DistinctCount
{
    private const int Bits = 1 << 15;

    private readonly ulong[] _bits = new ulong[Bits / 64];
    private int _used;

    /// <summary>Octets it takes.</summary>
    public const long Size = Bits / 8;

    /// <summary>The number.</summary>
    public double Value => _used == 0 ? 0 : -Bits * Math.Log(Math.Max(1, Bits - _used) / (double)Bits);

    /// <summary>Notes a keyed hash.</summary>
    public void Add(ulong hash)
    {
        int bit = (int)(hash >> 49);
        ulong mask = 1UL << (bit & 63);
        if ((_bits[bit >> 6] & mask) == 0)
        {
            _bits[bit >> 6] |= mask;
            _used++;
        }
    }

    /// <summary>Begins again.</summary>
    public void Reset()
    {
        if (_used > 0)
        {
            Array.Clear(_bits);
            _used = 0;
        }
    }
}
