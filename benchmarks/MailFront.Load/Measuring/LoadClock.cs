namespace MailFront.Load.Measuring;

/// <summary>Monotonic time in nanoseconds, and bounded waiting.</summary>
internal sealed class LoadClock(TimeProvider time)
{
    /// <summary>Nanoseconds in one second.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>Nanoseconds in one millisecond.</summary>
    public const long Millisecond = 1_000_000;

    private readonly double _nanosecondsPerTick = (double)Second / time.TimestampFrequency;

    /// <summary>The source of time, for timers.</summary>
    public TimeProvider Time => time;

    /// <summary>Nanoseconds since an arbitrary moment.</summary>
    public long Now => (long)(time.GetTimestamp() * _nanosecondsPerTick);

    /// <summary>The nanoseconds in a time span.</summary>
    public static long Of(TimeSpan span) => span.Ticks * (Second / TimeSpan.TicksPerSecond);

    /// <summary>Waits until the given moment; returns at once when it has passed.</summary>
    public Task UntilAsync(long moment, CancellationToken cancellationToken)
    {
        var left = moment - Now;
        return left <= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(left / (double)Millisecond), time, cancellationToken);
    }
}
