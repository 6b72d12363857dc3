namespace MailFront.Transport.Deadlines;

/// <summary>One deadline on a <see cref="DeadlineWheel"/>; reusable, on one wheel at a time. Its fields belong to the wheel and its lock.</summary>
public sealed class DeadlineEntry
{
    /// <summary>Makes an entry that tells <paramref name="target"/>.</summary>
    public DeadlineEntry(IDeadlineTarget target) => Target = target;

    internal IDeadlineTarget Target { get; }

    internal DeadlineEntry? Next { get; set; }

    internal DeadlineEntry? Previous { get; set; }

    internal long DueTick { get; set; }

    internal DeadlineState State { get; set; }
}
