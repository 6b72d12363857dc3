namespace MailFront.UnitTests.Directory;

/// <summary>Time that passes only by <see cref="Advance"/>; its timers run inside that call.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _change = new();
    private readonly List<SteppedTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_change)
        {
            return _now.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_change)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<SteppedTimer> due;
        lock (_change)
        {
            _now += by;
            due = _timers.FindAll(timer => timer.TakeDue(_now));
        }

        due.ForEach(static timer => timer.Run());
    }

    private sealed class SteppedTimer(SteppedTime time, Action run) : ITimer
    {
        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private TimeSpan _period;

        public Action Run { get; } = run;

        public bool TakeDue(TimeSpan now)
        {
            if (_due == Timeout.InfiniteTimeSpan || _due > now)
            {
                return false;
            }

            _due = _period == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : now + _period;
            return true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._change)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? dueTime : time._now + dueTime;
                _period = period;
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._change)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
