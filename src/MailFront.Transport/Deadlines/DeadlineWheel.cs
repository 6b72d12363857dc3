using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Deadlines;

/// <summary>
/// All short deadlines of the process on one hashed wheel: no timer and no cancellation source per connection.
/// Never fires early; late by at most one tick (100 ms) and the lateness of the timer thread. Thread-safe; setting, moving and
/// cancelling cost the same for any number of entries.
/// </summary>
public sealed class DeadlineWheel : IDisposable
{
    /// <summary>How fine the wheel is.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // One turn is 51.2 s: login deadlines fit in one turn, longer ones are passed over once a turn. A power of two for the mask.
    private const int Slots = 512;

    private readonly Lock _lock = new();
    private readonly DeadlineEntry?[] _slots = new DeadlineEntry?[Slots];
    private readonly List<DeadlineEntry> _due = [];
    private readonly Random _random = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _lastTick;
    private int _count;
    private int _isTurning;

    /// <summary>Starts the wheel.</summary>
    /// <param name="time">Its clock; only the monotonic timestamp is used.</param>
    /// <param name="logger">Told when a target throws, which is a defect.</param>
    public DeadlineWheel(TimeProvider time, ILogger<DeadlineWheel> logger)
    {
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static wheel => ((DeadlineWheel)wheel!).Turn(), this, Tick, Tick);
    }

    /// <summary>Entries now waiting; for metrics.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Sets the deadline of <paramref name="entry"/> to <paramref name="delay"/> from now, replacing an earlier one.</summary>
    public void Schedule(DeadlineEntry entry, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);

        // Rounded up, so that the tick at which it fires never comes before the deadline.
        var due = ((Elapsed() + delay).Ticks + Tick.Ticks - 1) / Tick.Ticks;
        lock (_lock)
        {
            Unlink(entry);
            entry.DueTick = Math.Max(due, _lastTick + 1);
            Link(entry);
        }
    }

    /// <summary>Takes the deadline away. False when it was not set or its target has been told (or is being told just now).</summary>
    public bool Cancel(DeadlineEntry entry)
    {
        lock (_lock)
        {
            var wasSet = entry.State != DeadlineState.Idle;
            Unlink(entry);
            return wasSet;
        }
    }

    /// <summary>Whether the deadline of <paramref name="entry"/> is still ahead. A target whose entry moves while it fires can tell a stale call by this.</summary>
    public bool IsSet(DeadlineEntry entry)
    {
        lock (_lock)
        {
            return entry.State != DeadlineState.Idle;
        }
    }

    /// <summary>Completes, with true, after <paramref name="delay"/>. To end a wait early, use a <see cref="WheelDelay"/>.</summary>
    public ValueTask<bool> DelayAsync(TimeSpan delay) => new WheelDelay(this).WaitAsync(delay);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private TimeSpan Elapsed() => _time.GetElapsedTime(_start);

    private void Turn()
    {
        // A turn that takes longer than a tick is not joined by the next one: that would only pile up threads.
        if (Interlocked.Exchange(ref _isTurning, 1) != 0)
        {
            return;
        }

        TakeDue();

        // What is due at the same tick ends in no order: that of answers must not tell which was known first (Dovecot's auth does the same).
        _random.Shuffle(CollectionsMarshal.AsSpan(_due));
        foreach (var entry in _due)
        {
            Fire(entry);
        }

        _due.Clear();
        Volatile.Write(ref _isTurning, 0);
    }

    private void TakeDue()
    {
        var now = Elapsed().Ticks / Tick.Ticks;
        lock (_lock)
        {
            // After a long sleep each slot needs one look only.
            var first = Math.Max(_lastTick + 1, now - Slots + 1);
            for (var tick = first; tick <= now; tick++)
            {
                var entry = _slots[tick & (Slots - 1)];
                while (entry is not null)
                {
                    var next = entry.Next;
                    if (entry.DueTick <= now)
                    {
                        Unlink(entry);
                        entry.State = DeadlineState.Due;
                        _due.Add(entry);
                    }

                    entry = next;
                }
            }

            _lastTick = Math.Max(_lastTick, now);
        }
    }

    private void Fire(DeadlineEntry entry)
    {
        lock (_lock)
        {
            if (entry.State != DeadlineState.Due)
            {
                return;
            }

            entry.State = DeadlineState.Idle;
        }

        try
        {
            entry.Target.OnDeadline(entry);
        }
        catch (Exception exception)
        {
            Log.DeadlineTargetThrew(_logger, exception);
        }
    }

    private void Link(DeadlineEntry entry)
    {
        ref var head = ref _slots[entry.DueTick & (Slots - 1)];
        entry.Next = head;
        if (head is not null)
        {
            head.Previous = entry;
        }

        head = entry;
        entry.State = DeadlineState.Scheduled;
        _count++;
    }

    private void Unlink(DeadlineEntry entry)
    {
        if (entry.State == DeadlineState.Scheduled)
        {
            if (entry.Previous is { } previous)
            {
                previous.Next = entry.Next;
            }
            else
            {
                _slots[entry.DueTick & (Slots - 1)] = entry.Next;
            }

            if (entry.Next is { } next)
            {
                next.Previous = entry.Previous;
            }

            entry.Next = null;
            entry.Previous = null;
            _count--;
        }

        entry.State = DeadlineState.Idle;
    }
}
