using MailFront.Protocol;

namespace MailFront.Backends.Health;

/// <summary>
/// Fails logins for a dead backend at once instead of letting each client wait for the whole deadline; one login at a time
/// finds out whether it is back. Thread-safe.
/// </summary>
public sealed class BackendHealth
{
    private readonly BackendHealthOptions _options;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly Dictionary<BackendService, FailureStreak> _streaks = [];

    /// <summary>Starts with every backend healthy.</summary>
    public BackendHealth(BackendHealthOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _start = time.GetTimestamp();
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Asks before a connection is opened.</summary>
    /// <remarks>
    /// A <see cref="HealthAdvice.Probe"/> is followed by exactly one of <see cref="Succeeded"/>, <see cref="Failed"/> and <see cref="Abandoned"/>.
    /// </remarks>
    public HealthDecision Ask(string backend, MailProtocol protocol)
    {
        lock (_lock)
        {
            return _streaks.TryGetValue(new BackendService(backend, protocol), out var streak)
                ? streak.Decide(Now)
                : new HealthDecision(HealthAdvice.Proceed, TimeSpan.Zero, 0);
        }
    }

    /// <summary>The backend answered: forgets its failures. Returns how many there had been if it was taken for down, else 0.</summary>
    public int Succeeded(string backend, MailProtocol protocol)
    {
        lock (_lock)
        {
            return _streaks.Remove(new BackendService(backend, protocol), out var streak) && streak.IsOpen ? streak.Failures : 0;
        }
    }

    /// <summary>The backend could not be reached. True when it counts as down from now on.</summary>
    public bool Failed(string backend, MailProtocol protocol, HealthAdvice advice)
    {
        var service = new BackendService(backend, protocol);
        lock (_lock)
        {
            if (!_streaks.TryGetValue(service, out var streak))
            {
                if (_streaks.Count >= _options.MaxBackends && !ForgetOld())
                {
                    return false;
                }

                streak = new FailureStreak(_options);
                _streaks.Add(service, streak);
            }

            return streak.Fail(Now, advice == HealthAdvice.Probe);
        }
    }

    /// <summary>The login ended without showing whether the backend works.</summary>
    public void Abandoned(string backend, MailProtocol protocol, HealthAdvice advice)
    {
        if (advice != HealthAdvice.Probe)
        {
            return;
        }

        lock (_lock)
        {
            if (_streaks.TryGetValue(new BackendService(backend, protocol), out var streak))
            {
                streak.AbandonProbe();
            }
        }
    }

    private bool ForgetOld()
    {
        var now = Now;
        foreach (var (service, streak) in _streaks)
        {
            if (streak.IsForgettable(now))
            {
                // Removing while enumerating is allowed for Dictionary since .NET Core 3.0.
                _streaks.Remove(service);
            }
        }

        return _streaks.Count < _options.MaxBackends;
    }
}
