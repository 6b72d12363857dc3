using System.Globalization;
using MailFront.Protocol;

namespace MailFront.Backends.Pacing;

/// <summary>What one backend may be given: the pace of its logins, how many run, who waits, and what became of its sessions. Thread-safe.</summary>
internal sealed class BackendBudget(string name)
{
    // A wait that is over is noticed this late at most.
    private static readonly TimeSpan _expiry = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly LoginPace _pace = new();
    private readonly WaitingLine _line = new();
    private readonly LossWave _losses = new();
    private readonly RecentRate _recent = new();
    private int? _connections;
    private int _running;
    private int _sessions;
    private long _logins;
    private long _failed;
    private long _held;
    private long _refused;
    private long _outOfPorts;
    private long _spread;
    private TimeSpan _lastExpiry;
    private BackendFailure? _lastFailure;
    private TimeSpan _lastFailureAt;

    /// <summary>Begins a login at once, or answers null: it has to wait.</summary>
    public LoginPass? TryBegin(TimeSpan now, BackendEndpoint endpoint, BackendPacingOptions options, bool isTrial, bool isUp, MailProtocol protocol)
    {
        lock (_lock)
        {
            _pace.Configured = endpoint.LoginRate ?? options.LoginRate;
            _connections = endpoint.Connections ?? options.Connections;
            if (isTrial)
            {
                _pace.Record(now);
                return Begin(now, TimeSpan.Zero);
            }

            if (isUp)
            {
                _pace.Returned(now, protocol);
            }

            // Those who wait for the service that is down do not stand in the way of the other one.
            return HasRoom() && ((_line.Count == 0 && _pace.TryStart(now)) || (isUp && _pace.TryStartBeside(now, protocol)))
                ? Begin(now, TimeSpan.Zero)
                : null;
        }
    }

    /// <summary>Puts a login in line; null with the reason when it would not be served in time.</summary>
    public HeldLogin? TryHold(TimeSpan now, bool isFirst, TimeSpan limit, int mostHere, out string refusal)
    {
        lock (_lock)
        {
            var before = _line.Before(isFirst);
            var needed = _pace.TimeFor(before + 1, now);
            refusal = !_pace.IsWorthWaiting(now) ? "it is down"
                : limit <= TimeSpan.Zero ? Say($"{Limits(now)} are taken")
                : _line.Count >= mostHere ? Say($"{_line.Count} logins wait already")
                : needed > limit ? Say($"{before} logins wait before it, which takes {needed.TotalSeconds:0.0} s of {limit.TotalSeconds:0.0}")
                : string.Empty;
            if (refusal.Length > 0)
            {
                _refused++;
                return null;
            }

            _held++;
            var login = new HeldLogin(isFirst, now, limit);
            _line.Add(login);
            return login;
        }
    }

    /// <summary>The client of a waiting login has left: its place is free at once.</summary>
    public void Leave(HeldLogin login)
    {
        lock (_lock)
        {
            if (WaitingLine.Remove(login))
            {
                login.End(HoldEnd.Left);
            }
        }
    }

    /// <summary>Whether a login that finds the backend down may wait for it.</summary>
    public bool IsWorthWaiting(TimeSpan now)
    {
        lock (_lock)
        {
            return _pace.State == PaceState.Down && _pace.IsWorthWaiting(now);
        }
    }

    /// <summary>Gives turns to those whose moment has come. Answers when to look again; <see cref="TimeSpan.MaxValue"/> when nobody waits.</summary>
    public TimeSpan GiveTurns(TimeSpan now)
    {
        lock (_lock)
        {
            if (_line.Count == 0)
            {
                return TimeSpan.MaxValue;
            }

            if (now - _lastExpiry >= _expiry)
            {
                _lastExpiry = now;
                _refused += _line.Expire(now);
            }

            while (_line.Count > 0 && HasRoom())
            {
                var isTrial = _pace.State == PaceState.Down;
                if (!(isTrial ? _pace.TryTrial(now) : _pace.TryStart(now)) || !_line.TryTake(out var next))
                {
                    break;
                }

                Begin(now, now - next.Entered);
                next.End(isTrial ? HoldEnd.Trial : HoldEnd.Turn);
            }

            return _line.Count == 0 ? TimeSpan.MaxValue : Earlier(HasRoom() ? _pace.NextStart(now) : TimeSpan.MaxValue, now + _expiry);
        }
    }

    /// <summary>A login is over.</summary>
    public void Ended(TimeSpan now, MailProtocol protocol, bool isTrial, BackendFailure? failure, bool isKnown)
    {
        lock (_lock)
        {
            _running--;
            if (isTrial)
            {
                _pace.TrialEnded(now);
            }

            if (!isKnown)
            {
                return;
            }

            if (failure is not null)
            {
                _failed++;
                NoteFailure(failure, now);
            }

            if (failure is { CountsAgainstHealth: true })
            {
                _pace.Failed(now);
            }
            else if (failure is not { IsOurOwn: true })
            {
                _pace.Returned(now, protocol);
                _pace.Succeeded(now);
            }
        }
    }

    /// <summary>It counts as down.</summary>
    public void WentDown(TimeSpan now, MailProtocol protocol)
    {
        lock (_lock)
        {
            _pace.WentDown(now, protocol);
        }
    }

    /// <summary>A login was refused without a try.</summary>
    public void CountRefused()
    {
        lock (_lock)
        {
            _refused++;
        }
    }

    /// <summary>A session begins.</summary>
    public void SessionBegan() => Interlocked.Increment(ref _sessions);

    /// <summary>A session is over.</summary>
    public void SessionEnded() => Interlocked.Decrement(ref _sessions);

    /// <summary>An idle session was lost: how long its client is kept.</summary>
    public TimeSpan SessionLost(TimeSpan now, TimeSpan spread)
    {
        lock (_lock)
        {
            var wasRunning = _losses.IsRunning;
            var delay = _losses.DelayOf(now, Volatile.Read(ref _sessions), spread, _pace.FullRate);
            if (_losses.IsRunning && !wasRunning)
            {
                _pace.LostMany(now);
            }

            _spread += delay > TimeSpan.Zero ? 1 : 0;
            return delay;
        }
    }

    /// <summary>As it is now.</summary>
    public BackendSnapshot TakeSnapshot(TimeSpan now)
    {
        lock (_lock)
        {
            var rate = _pace.RateAt(now);
            return new BackendSnapshot(name, _pace.State, Volatile.Read(ref _sessions), _running, _line.Count)
            {
                LoginsPerSecond = _recent.Read(now),
                Rate = double.IsPositiveInfinity(rate) ? null : rate,
                Logins = _logins,
                Failed = _failed,
                Held = _held,
                Refused = _refused,
                OutOfPorts = _outOfPorts,
                Spread = _spread,
                LastFailure = _lastFailure is { } failure ? Say($"{failure.Kind} at {failure.Step}: {failure.Detail}") : null,
                LastFailureAge = _lastFailure is null ? null : now - _lastFailureAt,
            };
        }
    }

    private LoginPass Begin(TimeSpan now, TimeSpan held)
    {
        _running++;
        _logins++;
        _recent.Count(now);
        return new LoginPass(this, held, null);
    }

    private void NoteFailure(BackendFailure failure, TimeSpan now)
    {
        _lastFailure = failure;
        _lastFailureAt = now;
        _outOfPorts += failure.Kind == BackendFailureKind.OutOfPorts ? 1 : 0;
    }

    // A backend that is slow to log in holds its own rate down: a second's worth of logins at most is under way after an outage.
    private bool HasRoom() => _running < (_connections ?? (_pace.State == PaceState.Steady ? int.MaxValue : (int)Math.Ceiling(_pace.FullRate)));

    private string Limits(TimeSpan now) => HasRoom() ? Say($"its {_pace.RateAt(now):0} logins/s") : Say($"its {_running} logins at once");

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
