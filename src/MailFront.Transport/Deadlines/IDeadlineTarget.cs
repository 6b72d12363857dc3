namespace MailFront.Transport.Deadlines;

/// <summary>Who is told that a deadline has passed.</summary>
public interface IDeadlineTarget
{
    /// <summary>
    /// The deadline of <paramref name="entry"/> has passed. Runs on the wheel's thread: must not block or throw.
    /// When another thread moves or cancels the entry at this very moment, the call may still come (<see cref="DeadlineWheel.IsSet"/>).
    /// </summary>
    void OnDeadline(DeadlineEntry entry);
}
