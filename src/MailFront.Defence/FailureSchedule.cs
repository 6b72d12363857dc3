namespace MailFront.Defence;

/// <summary>
/// When a failed login is answered, so that the time tells nothing of the cause. Answers fall on slots counted from the moment the
/// credential was complete: the first, second, … multiple of the pause, each rounded up to a grid that all connections share. A
/// verdict takes the first slot by which it is there and by which the slowest of the recent verdicts was there too: what is known
/// at once (a name that cannot exist, a remembered wrong password) waits as long as what a busy checker has to think about.
/// </summary>
/// <remarks>Values in, a delay out; remembers two ages. Thread-safe.</remarks>
public sealed class FailureSchedule
{
    /// <summary>Answers leave at multiples of this only.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMilliseconds(250);

    /// <summary>A slow verdict delays the others for at least as long as this, and at most twice as long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);

    /// <summary>Slower verdicts than this are not waited for: connections would be held for nothing but secrecy.</summary>
    public static readonly TimeSpan MostRemembered = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private long _window;
    private TimeSpan _slowest;
    private TimeSpan _slowestBefore;

    /// <summary>How long the answer to a wrong credential waits from <paramref name="now"/> on.</summary>
    /// <param name="now">A monotonic time, the same for all connections.</param>
    /// <param name="age">How long ago the credential was complete.</param>
    /// <param name="pause">Delay of an answer that is known at once; below <see cref="Grid"/> it counts as that.</param>
    public TimeSpan DelayOf(TimeSpan now, TimeSpan age, TimeSpan pause)
    {
        var slowest = Remember(now, age < MostRemembered ? age : MostRemembered);
        return Wait(now, age, pause, slowest > age ? slowest : age);
    }

    /// <summary>How long an answer waits that is a word of its own anyhow ("try again later"): on the same grid, without memory.</summary>
    /// <param name="now">A monotonic time, the same for all connections.</param>
    /// <param name="age">How long ago the credential was complete.</param>
    /// <param name="pause">Delay of an answer that is known at once; below <see cref="Grid"/> it counts as that.</param>
    public static TimeSpan DelayAlone(TimeSpan now, TimeSpan age, TimeSpan pause) => Wait(now, age, pause, age);

    private static TimeSpan Wait(TimeSpan now, TimeSpan age, TimeSpan pause, TimeSpan known)
    {
        var step = Math.Max(pause.Ticks, Grid.Ticks);
        var slot = Math.Max(1, DivideUp(known.Ticks, step));
        var due = DivideUp((now - age).Ticks + (slot * step), Grid.Ticks) * Grid.Ticks;
        return TimeSpan.FromTicks(due) - now;
    }

    private static long DivideUp(long value, long by) => (value + by - 1) / by;

    private TimeSpan Remember(TimeSpan now, TimeSpan age)
    {
        var window = now.Ticks / Memory.Ticks;
        lock (_gate)
        {
            if (window > _window)
            {
                _slowestBefore = window == _window + 1 ? _slowest : TimeSpan.Zero;
                _slowest = TimeSpan.Zero;
                _window = window;
            }

            _slowest = age > _slowest ? age : _slowest;
            return _slowest > _slowestBefore ? _slowest : _slowestBefore;
        }
    }
}
