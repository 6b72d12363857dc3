using MailFront.Protocol;

namespace MailFront.Authentication.Hashing;

/// <summary>One password to compare on a hashing thread.</summary>
internal sealed class HashingJob(IPasswordHash hash, Secret password, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the password matched.</summary>
    public Task<bool> Done => _done.Task;

    /// <summary>Compares, unless the asker has gone meanwhile. Called by one hashing thread.</summary>
    public void Run()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _done.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            _done.TrySetResult(hash.Matches(password.Bytes));
        }
        catch (Exception failure)
        {
            // The asker gets it; a hashing thread must outlive any one job.
            _done.TrySetException(failure);
        }
    }
}
