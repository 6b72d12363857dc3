namespace MailFront.Authentication.Lanes;

/// <summary>
/// What comes first: the endpoint's answer or the end of patience. An answer resumes the session on the thread that brought it, with
/// no hop over the thread pool; giving up resumes it elsewhere, since it may come from the thread of all deadlines.
/// </summary>
internal sealed class LaneAnswer<TAnswer>
    where TAnswer : struct
{
    private readonly TaskCompletionSource<TAnswer?> _given = new();

    /// <summary>The endpoint's work, which goes on after patience has ended and observes its own errors.</summary>
    public Task Run { get; set; } = Task.CompletedTask;

    /// <summary>The answer; null when it was given up.</summary>
    public Task<TAnswer?> Given => _given.Task;

    /// <summary>The endpoint has answered; null when it heeded the end of patience.</summary>
    public void Give(TAnswer? outcome) => _given.TrySetResult(outcome);

    /// <summary>The deadline has passed.</summary>
    public void GiveUp()
    {
        if (!_given.Task.IsCompleted)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static given => given.TrySetResult(null), _given, preferLocal: false);
        }
    }
}
