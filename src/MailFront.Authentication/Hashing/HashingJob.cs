namespace MailFront.Authentication.Hashing;

/// <summary>One piece of arithmetic for a hashing thread.</summary>
internal sealed class HashingJob<T>(Func<T> work, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it came to.</summary>
    public Task<T> Done => _done.Task;

    /// <summary>Does it, unless the asker has gone meanwhile. Called by one hashing thread.</summary>
    public void Run()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _done.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            _done.TrySetResult(work());
        }
        catch (Exception failure)
        {
            // The asker gets it; a hashing thread must outlive any one job.
            _done.TrySetException(failure);
        }
    }
}
