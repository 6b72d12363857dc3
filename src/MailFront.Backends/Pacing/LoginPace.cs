using MailFront.Protocol;

namespace MailFront.Backends.Pacing;

/// <summary>
/// When the next login may begin at one backend. At most a tenth of its rate, rounded up, in any 100 ms, and never more than its rate over
/// longer; none but trials while it is down; after an outage an eighth of the rate, doubled every two seconds.
/// Pure: each call is given the time since an arbitrary start. Not thread-safe; <see cref="BackendBudget"/> holds the lock.
/// </summary>
internal sealed class LoginPace
{
    /// <summary>
    /// Least full rate after an outage, when none is configured, in logins a second: a Cyrus or Dovecot on small hardware bears it, and 6,000
    /// sessions are back in a minute.
    /// </summary>
    public const double Floor = 100;

    // A backend bears more than it was ever asked for; how much more, nobody has seen.
    private const double AboveBest = 2;

    private const int SlotsPerSecond = 10;
    private const double RampSeconds = 6;
    private const double DoublingSeconds = 2;

    /// <summary>Least time between the end of a trial and the next.</summary>
    public static readonly TimeSpan TrialGap = TimeSpan.FromSeconds(1);

    // An outage this young may be a restart: worth waiting for. Older ones fail at once.
    private static readonly TimeSpan _youngOutage = TimeSpan.FromSeconds(10);

    // After so long without anybody waiting the backend counts as well again.
    private static readonly TimeSpan _calm = TimeSpan.FromSeconds(30);

    private readonly HealthyRate _healthy = new();
    private TimeSpan[] _starts = new TimeSpan[(int)Floor / SlotsPerSecond];
    private int _head;
    private int _count;
    private int _downProtocols;
    private bool _isTrying;
    private bool _hasSucceeded;
    private TimeSpan _nextTrial;
    private TimeSpan _downSince;
    private TimeSpan _returnedAt;
    private TimeSpan _lastWait;

    /// <summary>Logins a second that the operator allows; null when he leaves it to us.</summary>
    public int? Configured { get; set; }

    /// <summary>What is known of the backend.</summary>
    public PaceState State { get; private set; }

    /// <summary>The rate it has when it has been well for a while after an outage.</summary>
    public double FullRate => Configured ?? Math.Max(Floor, AboveBest * _healthy.Best);

    /// <summary>Whether a login that cannot begin now has a chance: not while the backend has been down for long, or was never seen up.</summary>
    public bool IsWorthWaiting(TimeSpan now) => State != PaceState.Down || (_hasSucceeded && now - _downSince < _youngOutage);

    /// <summary>Logins a second now; infinite when nothing limits them.</summary>
    public double RateAt(TimeSpan now) => State switch
    {
        PaceState.Down => 0,
        PaceState.Returning => FullRate * Math.Min(1, Math.Pow(2, ((now - _returnedAt).TotalSeconds - RampSeconds) / DoublingSeconds)),
        _ => Configured ?? double.PositiveInfinity,
    };

    /// <summary>How long it takes until <paramref name="logins"/> more have begun, if all goes well from now on.</summary>
    public TimeSpan TimeFor(int logins, TimeSpan now)
    {
        var elapsed = State switch
        {
            PaceState.Down => 0,
            PaceState.Returning => Math.Min(RampSeconds, (now - _returnedAt).TotalSeconds),
            _ => RampSeconds,
        };

        // What the climb to the full rate costs: the integral of the share that is still missing.
        var climb = RampSeconds - elapsed - (DoublingSeconds / Math.Log(2) * (1 - Math.Pow(2, (elapsed - RampSeconds) / DoublingSeconds)));
        return TimeSpan.FromSeconds((logins / FullRate) + climb);
    }

    /// <summary>Begins a login if it may begin now.</summary>
    public bool TryStart(TimeSpan now)
    {
        CalmDown(now);
        var rate = RateAt(now);
        if (double.IsPositiveInfinity(rate))
        {
            return true;
        }

        if (rate <= 0 || NextStart(now) > now)
        {
            _lastWait = now;
            return false;
        }

        Record(now);
        return true;
    }

    /// <summary>When the next login, or the next trial, may begin; <paramref name="now"/> or earlier when it may at once.</summary>
    public TimeSpan NextStart(TimeSpan now)
    {
        if (State == PaceState.Down)
        {
            return _isTrying ? TimeSpan.MaxValue : _nextTrial;
        }

        var rate = RateAt(now);
        return double.IsPositiveInfinity(rate) ? now : NextAt(rate, now);
    }

    /// <summary>Begins a login at a service that is up while the backend's other one is down, at the whole rate.</summary>
    public bool TryStartBeside(TimeSpan now, MailProtocol protocol)
    {
        if (State != PaceState.Down || (_downProtocols & Bit(protocol)) != 0 || NextAt(FullRate, now) > now)
        {
            return false;
        }

        Record(now);
        return true;
    }

    /// <summary>Begins a login that finds out whether a backend that is down is back; one at a time.</summary>
    public bool TryTrial(TimeSpan now)
    {
        if (State != PaceState.Down || _isTrying || now < _nextTrial)
        {
            return false;
        }

        _isTrying = true;
        Record(now);
        return true;
    }

    /// <summary>A trial has ended, whatever it found.</summary>
    public void TrialEnded(TimeSpan now)
    {
        _isTrying = false;
        _nextTrial = now + TrialGap;
    }

    /// <summary>A login began that was not asked for here: a trial of the health watch.</summary>
    public void Record(TimeSpan now)
    {
        var most = (int)Math.Ceiling(FullRate / SlotsPerSecond);
        if (_starts.Length < most)
        {
            Grow(most);
        }

        _starts[_head] = now;
        _head = (_head + 1) % _starts.Length;
        _count = Math.Min(_count + 1, _starts.Length);
    }

    /// <summary>Its service for <paramref name="protocol"/> counts as down.</summary>
    public void WentDown(TimeSpan now, MailProtocol protocol)
    {
        if (State != PaceState.Down)
        {
            State = PaceState.Down;
            _downSince = now;
            _nextTrial = now + TrialGap;
        }

        _downProtocols |= Bit(protocol);
    }

    /// <summary>Its service for <paramref name="protocol"/> is reachable; the climb begins if it was not.</summary>
    public void Returned(TimeSpan now, MailProtocol protocol)
    {
        _downProtocols &= ~Bit(protocol);
        if (State == PaceState.Down && _downProtocols == 0)
        {
            State = PaceState.Returning;
            _returnedAt = now;
            _lastWait = now;
        }
    }

    /// <summary>Many of its sessions have ended at once: their clients will be back.</summary>
    public void LostMany(TimeSpan now)
    {
        if (State == PaceState.Steady)
        {
            State = PaceState.Returning;
            _returnedAt = now;
            _lastWait = now;
        }
    }

    /// <summary>A login has succeeded.</summary>
    public void Succeeded(TimeSpan now)
    {
        _hasSucceeded = true;
        if (State == PaceState.Steady)
        {
            _healthy.Count(now);
        }
    }

    /// <summary>The backend could not be reached: a climb begins anew.</summary>
    public void Failed(TimeSpan now)
    {
        if (State == PaceState.Returning)
        {
            _returnedAt = now;
        }
    }

    private static int Bit(MailProtocol protocol) => 1 << (int)protocol;

    // So many in each so long: a whole number, at least 100 ms, and exactly the rate.
    private TimeSpan NextAt(double rate, TimeSpan now)
    {
        var most = (int)Math.Ceiling(rate / SlotsPerSecond);
        return _count < most ? now : _starts[(_head - most + _starts.Length) % _starts.Length] + TimeSpan.FromSeconds(most / rate);
    }

    private void CalmDown(TimeSpan now)
    {
        if (State == PaceState.Returning && now - _lastWait > _calm && (now - _returnedAt).TotalSeconds > RampSeconds)
        {
            State = PaceState.Steady;
        }
    }

    private void Grow(int size)
    {
        var larger = new TimeSpan[size];
        for (var i = 0; i < _count; i++)
        {
            larger[i] = _starts[(_head - _count + i + _starts.Length) % _starts.Length];
        }

        _starts = larger;
        _head = _count % size;
    }
}
