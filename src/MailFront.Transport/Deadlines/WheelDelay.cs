namespace MailFront.Transport.Deadlines;

/// <summary>A wait that holds no thread and no timer and can be ended early: for parked replies. Reusable, one wait at a time.</summary>
public sealed class WheelDelay
{
    /// <summary>Makes a delay on <paramref name="wheel"/>.</summary>
    public WheelDelay(DeadlineWheel wheel) => throw new NotImplementedException();

    /// <summary>Waits. True when the time has passed, false when <see cref="Wake"/> ended it.</summary>
    public ValueTask<bool> WaitAsync(TimeSpan delay) => throw new NotImplementedException();

    /// <summary>Ends the pending wait, and the next one if none is pending. Any thread, idempotent.</summary>
    public void Wake() => throw new NotImplementedException();
}
