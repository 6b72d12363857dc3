namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>Counts durations.</summary>
internal sealed class DurationTally
{
    private readonly long[] _buckets = new long[DurationSnapshot.Bounds.Count + 1];
    private long _count;
    private TimeSpan _sum;

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan duration)
    {
        int bucket = 0;
        while (bucket < DurationSnapshot.Bounds.Count && duration.TotalSeconds > DurationSnapshot.Bounds[bucket])
        {
            bucket++;
        }

        _buckets[bucket]++;
        _count++;
        _sum += duration;
    }

    /// <summary>What was counted so far.</summary>
    public DurationSnapshot ToSnapshot() => new(_count, _sum, (long[])_buckets.Clone());
}
