namespace MailFront.Serving;

/// <summary>
/// Gives memory back once a burst of logins is over. What logins needed is garbage when their sessions begin, but a server that rests
/// allocates too little to make the collector look; held sessions would go on paying for the burst.
/// </summary>
internal sealed class HeapTrim
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Less than this in an interval is rest: the pause of a compacting collection, some milliseconds, meets hardly anybody.
    private const long RestBytes = 2 * 1024 * 1024;

    // A burst worth collecting: some hundred logins.
    private const long BurstBytes = 16 * 1024 * 1024;

    private long _seen;
    private long _collected;

    /// <summary>True when there was a burst since the last collection and it is over.</summary>
    /// <param name="allocated">Bytes allocated since the process started.</param>
    public bool IsDue(long allocated)
    {
        var isResting = allocated - _seen < RestBytes;
        _seen = allocated;
        if (!isResting || allocated - _collected < BurstBytes)
        {
            return false;
        }

        _collected = allocated;
        return true;
    }

    /// <summary>Looks until <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (IsDue(GC.GetTotalAllocatedBytes()))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }
}
