namespace MailFront.Authentication.Lanes;

/// <summary>A question's place in the queue: ends once, by being granted or by leaving.</summary>
internal sealed class Turn
{
    // Continuations run elsewhere, so that the one who frees a slot is not held by the one who gets it.
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the question may run; false when it left the queue before.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>The question's place, while <see cref="WaitingLine"/> holds it.</summary>
    public LinkedListNode<Turn>? Place { get; set; }

    /// <summary>The question may run; it owns one slot of the lane from here on.</summary>
    public void Grant() => _ended.TrySetResult(true);

    /// <summary>The question will not run.</summary>
    public void Leave() => _ended.TrySetResult(false);
}
