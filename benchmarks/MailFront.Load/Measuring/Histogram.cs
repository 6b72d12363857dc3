using System.Numerics;

namespace MailFront.Load.Measuring;

/// <summary>
/// A log-linear histogram of nanoseconds: 256 steps per octave, so that every value is known within 0.4 %, whatever its size.
/// Not thread-safe.
/// </summary>
internal sealed class Histogram
{
    private const int StepBits = 8;
    private const int Octaves = 40 - StepBits;
    private const long LinearLimit = 1L << (StepBits + 1);

    private readonly long[] _buckets = new long[(Octaves + 2) << StepBits];
    private double _sum;

    /// <summary>How many values were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The largest recorded value, exact.</summary>
    public long Max { get; private set; }

    /// <summary>The mean of the recorded values, 0 when empty.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Records one value; negative ones count as zero.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        Count++;
        _sum += value;
        Max = Math.Max(Max, value);
        _buckets[BucketOf(value)]++;
    }

    /// <summary>The value below which the given share (0..1) of the recorded values lies.</summary>
    public long Percentile(double share)
    {
        if (Count == 0)
        {
            return 0;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= wanted)
            {
                return Math.Min(Max, MiddleOf(i));
            }
        }

        return Max;
    }

    private static int BucketOf(long value)
    {
        if (value < LinearLimit)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2((ulong)value) - StepBits;
        return Math.Min(((Octaves + 2) << StepBits) - 1, (exponent << StepBits) + (int)(value >> exponent));
    }

    private static long MiddleOf(int bucket)
    {
        if (bucket < LinearLimit)
        {
            return bucket;
        }

        var exponent = (bucket >> StepBits) - 1;
        var mantissa = (bucket & ((1 << StepBits) - 1)) + (1L << StepBits);
        return (mantissa << exponent) + (1L << exponent) / 2;
    }
}
