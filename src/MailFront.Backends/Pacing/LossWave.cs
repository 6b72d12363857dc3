namespace MailFront.Backends.Pacing;

/// <summary>
/// Tells one session's end from the death of a backend, and gives the clients of a dead one their moments to go: evenly, as fast as they can be
/// served again, but all within the spread. Pure: each call is given the time since an arbitrary start. Not thread-safe.
/// </summary>
internal sealed class LossWave
{
    // So many idle sessions of a backend, or so many percent, do not end within a second by chance.
    private const int LeastMany = 20;
    private const int PercentMany = 1;

    private static readonly TimeSpan _window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(5);

    private TimeSpan _windowStart;
    private int _inWindow;
    private int _many;
    private TimeSpan _waveStart;
    private TimeSpan _lastLoss;
    private TimeSpan _step;
    private int _inWave;

    /// <summary>Whether a wave runs.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>An idle session was lost: how long its client is kept.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sessions">Sessions of the backend, this one included.</param>
    /// <param name="spread">Longest time from the first to the last of a wave.</param>
    /// <param name="rate">Logins a second that the backend will take.</param>
    public TimeSpan DelayOf(TimeSpan now, int sessions, TimeSpan spread, double rate)
    {
        if (IsRunning && now - _lastLoss > _quiet)
        {
            IsRunning = false;
            _inWindow = 0;
        }

        _lastLoss = now;
        if (!IsRunning && !Begins(now, sessions))
        {
            return TimeSpan.Zero;
        }

        if (_inWave++ == 0)
        {
            _waveStart = now;
            var perSession = Math.Min(spread.TotalSeconds / Math.Max(1, sessions), 1 / rate);
            _step = TimeSpan.FromSeconds(perSession);
        }

        var delay = _waveStart + (_inWave * _step) - now;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > spread ? spread : delay;
    }

    private bool Begins(TimeSpan now, int sessions)
    {
        if (_inWindow == 0 || now - _windowStart > _window)
        {
            _windowStart = now;
            _inWindow = 0;
            _many = Math.Max(LeastMany, sessions * PercentMany / 100);
        }

        IsRunning = ++_inWindow > _many;
        _inWave = 0;
        return IsRunning;
    }
}
