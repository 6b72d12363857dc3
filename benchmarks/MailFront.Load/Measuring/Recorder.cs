namespace MailFront.Load.Measuring;

/// <summary>Counts what a run did, inside and outside its window. Thread-safe.</summary>
internal sealed class Recorder(long timeout)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _failures = [];
    private long _windowStart = long.MaxValue;
    private long _windowEnd = long.MaxValue;

    /// <summary>Latency of the operations in the window, in nanoseconds; a failed one counts as the timeout.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>Operations that succeeded in the window.</summary>
    public long Operations { get; private set; }

    /// <summary>Operations that succeeded at any time.</summary>
    public long AllOperations { get; private set; }

    /// <summary>Logins that succeeded at any time.</summary>
    public long Logins { get; private set; }

    /// <summary>Body bytes received in the window.</summary>
    public long Bytes { get; private set; }

    /// <summary>Operations that failed at any time.</summary>
    public long Failed { get; private set; }

    /// <summary>How late the generator started an arrival, at worst, in nanoseconds.</summary>
    public long WorstLag { get; private set; }

    /// <summary>Failures by step and reason, such as <c>Login.Rejected</c>.</summary>
    public IReadOnlyDictionary<string, long> Failures
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<string, long>(_failures);
            }
        }
    }

    /// <summary>Sets the window: what counts for the rate and the latencies.</summary>
    public void SetWindow(long start, long end)
    {
        lock (_lock)
        {
            _windowStart = start;
            _windowEnd = end;
        }
    }

    /// <summary>A login was accepted.</summary>
    public void LoggedIn()
    {
        lock (_lock)
        {
            Logins++;
        }
    }

    /// <summary>Body bytes arrived.</summary>
    public void Received(int bytes, long now)
    {
        lock (_lock)
        {
            Bytes += IsInWindow(now) ? bytes : 0;
        }
    }

    /// <summary>An arrival started late by so many nanoseconds.</summary>
    public void Started(long lag)
    {
        lock (_lock)
        {
            WorstLag = Math.Max(WorstLag, lag);
        }
    }

    /// <summary>
    /// An operation succeeded. <paramref name="moment"/> decides whether it is in the window: its end in a closed loop, its intended
    /// start in an open one.
    /// </summary>
    public void Succeeded(long latency, long moment)
    {
        lock (_lock)
        {
            AllOperations++;
            if (IsInWindow(moment))
            {
                Operations++;
                Latency.Record(latency);
            }
        }
    }

    /// <summary>An operation failed after so many nanoseconds.</summary>
    public void FailedAt(Step step, FailureReason reason, long latency, long moment)
    {
        lock (_lock)
        {
            Failed++;
            var name = $"{step}.{reason}";
            _failures[name] = _failures.GetValueOrDefault(name) + 1;
            if (IsInWindow(moment))
            {
                Latency.Record(Math.Max(timeout, latency));
            }
        }
    }

    private bool IsInWindow(long moment) => moment >= _windowStart && moment < _windowEnd;
}
