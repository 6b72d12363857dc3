using System.Threading.Tasks.Sources;

namespace MailFront.Transport.Deadlines;

/// <summary>
/// A wait that holds no thread and no timer and can be ended early: for parked replies. Reusable, one wait at a time.
/// <see cref="Wake"/> may come from any thread.
/// </summary>
public sealed class WheelDelay : IDeadlineTarget, IValueTaskSource<bool>
{
    private readonly Lock _lock = new();
    private readonly DeadlineWheel _wheel;
    private readonly DeadlineEntry _entry;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private bool _isWaiting;
    private bool _isWakeAsked;

    /// <summary>Makes a delay on <paramref name="wheel"/>.</summary>
    public WheelDelay(DeadlineWheel wheel)
    {
        _wheel = wheel;
        _entry = new DeadlineEntry(this);
    }

    /// <summary>Waits. True when the time has passed, false when <see cref="Wake"/> ended it.</summary>
    public ValueTask<bool> WaitAsync(TimeSpan delay)
    {
        lock (_lock)
        {
            if (_isWaiting)
            {
                throw new InvalidOperationException("The delay is waiting already.");
            }

            if (_isWakeAsked)
            {
                _isWakeAsked = false;
                return new ValueTask<bool>(false);
            }

            _source.Reset();
            _isWaiting = true;
            _wheel.Schedule(_entry, delay);
            return new ValueTask<bool>(this, _source.Version);
        }
    }

    /// <summary>Ends the pending wait, or the next one when none is pending. Idempotent.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_isWaiting)
            {
                _wheel.Cancel(_entry);
                End(hasPassed: false);
            }
            else
            {
                _isWakeAsked = true;
            }
        }
    }

    /// <inheritdoc/>
    void IDeadlineTarget.OnDeadline(DeadlineEntry entry)
    {
        lock (_lock)
        {
            // A set entry belongs to a later wait: this call was on its way when the earlier one was woken.
            if (_isWaiting && !_wheel.IsSet(_entry))
            {
                End(hasPassed: true);
            }
        }
    }

    /// <inheritdoc/>
    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void End(bool hasPassed)
    {
        _isWaiting = false;
        _source.SetResult(hasPassed);
    }
}
