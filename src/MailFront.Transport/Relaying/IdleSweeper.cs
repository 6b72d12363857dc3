using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Relaying;

/// <summary>One once-a-second sweep over all sessions, instead of a timer for each. Thread-safe.</summary>
public sealed class IdleSweeper : IDisposable
{
    /// <summary>Time between sweeps.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ISweepTarget, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<ISweepTarget> _targets = [];
    private readonly List<ISweepTarget> _round = [];
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ITimer _timer;
    private int _isSweeping;

    /// <summary>Starts sweeping.</summary>
    /// <param name="time">Its clock; only the monotonic timestamp is used.</param>
    /// <param name="logger">Told when a target throws, which is a defect.</param>
    public IdleSweeper(TimeProvider time, ILogger<IdleSweeper> logger)
    {
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static sweeper => ((IdleSweeper)sweeper!).Sweep(), this, Interval, Interval);
    }

    /// <summary>Targets now swept; for metrics.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _targets.Count;
            }
        }
    }

    /// <summary>Whole seconds since the sweeper started.</summary>
    internal int Now => (int)_time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Adds a target; it is swept until removed.</summary>
    public void Add(ISweepTarget target)
    {
        lock (_lock)
        {
            _places.Add(target, _targets.Count);
            _targets.Add(target);
        }
    }

    /// <summary>Removes a target; a sweep that is under way may still reach it.</summary>
    public void Remove(ISweepTarget target)
    {
        lock (_lock)
        {
            if (_places.Remove(target, out var place))
            {
                var last = _targets[^1];
                _targets.RemoveAt(_targets.Count - 1);
                if (!ReferenceEquals(last, target))
                {
                    _targets[place] = last;
                    _places[last] = place;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        // A sweep that takes longer than the interval is not joined by the next one.
        if (Interlocked.Exchange(ref _isSweeping, 1) != 0)
        {
            return;
        }

        lock (_lock)
        {
            _round.AddRange(_targets);
        }

        var now = Now;
        foreach (var target in _round)
        {
            try
            {
                target.OnSweep(now);
            }
            catch (Exception exception)
            {
                Log.SweepTargetThrew(_logger, exception);
            }
        }

        _round.Clear();
        Volatile.Write(ref _isSweeping, 0);
    }
}
