namespace MailFront.Backends.Health;

/// <summary>
/// The failures in a row of one backend and what follows from them. Pure: each call is given the time since an arbitrary start.
/// Not thread-safe; <see cref="BackendHealth"/> holds the lock.
/// </summary>
internal sealed class FailureStreak(BackendHealthOptions options)
{
    private TimeSpan _first;
    private TimeSpan _last;
    private TimeSpan _lastProbe;
    private bool _isProbing;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>True when logins fail at once.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True when nothing is left to remember.</summary>
    public bool IsForgettable(TimeSpan now) => !IsOpen && now - _last > options.Window;

    /// <summary>Decides about one login; a <see cref="HealthAdvice.Probe"/> is given to one login at a time.</summary>
    public HealthDecision Decide(TimeSpan now)
    {
        if (!IsOpen)
        {
            return new HealthDecision(HealthAdvice.Proceed, TimeSpan.Zero, Failures);
        }

        if (_isProbing || now - _lastProbe < options.ProbeInterval)
        {
            return new HealthDecision(HealthAdvice.FailFast, now - _first, Failures);
        }

        _isProbing = true;
        _lastProbe = now;
        return new HealthDecision(HealthAdvice.Probe, now - _first, Failures);
    }

    /// <summary>Counts a failure; true when it is the one that opens the streak.</summary>
    public bool Fail(TimeSpan now, bool wasProbe)
    {
        if (Failures == 0 || (!IsOpen && now - _last > options.Window))
        {
            Failures = 0;
            _first = now;
        }

        Failures++;
        _last = now;
        if (wasProbe)
        {
            // The interval counts from the end of a probe: one that waited for its deadline is not followed at once by the next.
            _isProbing = false;
            _lastProbe = now;
        }

        if (IsOpen || Failures < options.FailuresToOpen)
        {
            return false;
        }

        IsOpen = true;
        _lastProbe = now;
        return true;
    }

    /// <summary>A probe ended without saying anything about the backend (the client left).</summary>
    public void AbandonProbe() => _isProbing = false;
}
