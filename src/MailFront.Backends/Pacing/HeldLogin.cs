namespace MailFront.Backends.Pacing;

/// <summary>One login that waits for its turn at a backend: no thread, no timer. Belongs to its <see cref="WaitingLine"/> and the lock around that.</summary>
internal sealed class HeldLogin(bool isFirst, TimeSpan entered, TimeSpan limit)
{
    // What follows runs elsewhere, not under the lock.
    private readonly TaskCompletionSource<HoldEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it goes before those of whom nothing is known.</summary>
    public bool IsFirst { get; } = isFirst;

    /// <summary>When it came.</summary>
    public TimeSpan Entered { get; } = entered;

    /// <summary>How long it may wait.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <summary>Its place in the line; null when it has left it.</summary>
    public LinkedListNode<HeldLogin>? Place { get; set; }

    /// <summary>Completes when the wait is over.</summary>
    public Task<HoldEnd> Ended => _ended.Task;

    /// <summary>Ends the wait.</summary>
    public void End(HoldEnd end) => _ended.TrySetResult(end);
}
