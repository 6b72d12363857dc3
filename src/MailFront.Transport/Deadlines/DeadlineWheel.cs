using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Deadlines;

/// <summary>
/// All short deadlines of the process on one hashed wheel: no timer and no cancellation source per connection.
/// Never fires early; late by at most one tick (100 ms) and the lateness of the timer thread. Thread-safe.
/// </summary>
public sealed class DeadlineWheel : IDisposable
{
    /// <summary>Starts the wheel.</summary>
    public DeadlineWheel(TimeProvider time, ILogger<DeadlineWheel> logger) => throw new NotImplementedException();

    /// <summary>Entries now waiting.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Sets the deadline of <paramref name="entry"/> to <paramref name="delay"/> from now, replacing an earlier one.</summary>
    public void Schedule(DeadlineEntry entry, TimeSpan delay) => throw new NotImplementedException();

    /// <summary>Takes the deadline away. False when it was not set or has already begun to fire.</summary>
    public bool Cancel(DeadlineEntry entry) => throw new NotImplementedException();

    /// <summary>Completes after <paramref name="delay"/>. To end it early, use a <see cref="WheelDelay"/>.</summary>
    public ValueTask<bool> DelayAsync(TimeSpan delay) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
