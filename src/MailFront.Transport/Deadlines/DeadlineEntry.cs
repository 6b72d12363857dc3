namespace MailFront.Transport.Deadlines;

/// <summary>One deadline on a <see cref="DeadlineWheel"/>; reusable. Its fields belong to the wheel and its lock.</summary>
public sealed class DeadlineEntry
{
    /// <summary>Makes an entry that tells <paramref name="target"/>.</summary>
    public DeadlineEntry(IDeadlineTarget target) => Target = target;

    internal IDeadlineTarget Target { get; }
}
