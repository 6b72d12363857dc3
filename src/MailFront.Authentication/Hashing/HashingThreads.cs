using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MailFront.Protocol;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// A few threads of their own for password hashing, so that tens of milliseconds of arithmetic never stand in the way of connections on the
/// thread pool. What is asked beyond the bound is refused, not queued. Share one among all checkers; disposing lets queued work finish.
/// </summary>
public sealed class HashingThreads : IDisposable
{
    // More threads than this do not help a front door, whose cores have relaying to do.
    private const int MostThreadsByDefault = 4;

    // The lane in front queues and has the deadline; here stands only what keeps a thread busy between two questions.
    private const int QueuedPerThread = 4;

    private readonly BlockingCollection<Action> _jobs;

    /// <summary>Starts <paramref name="threads"/> threads.</summary>
    public HashingThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Count = threads;
        _jobs = new BlockingCollection<Action>(threads * QueuedPerThread);
        for (int i = 0; i < threads; i++)
        {
            new Thread(Serve) { IsBackground = true, Name = $"hashing {i}" }.Start();
        }
    }

    /// <summary>Threads for a machine of <paramref name="processors"/> cores: half of them, one to four.</summary>
    public static int DefaultCount(int processors) => Math.Clamp(processors / 2, 1, MostThreadsByDefault);

    /// <summary>How many compare at once; a fitting <see cref="Lanes.CheckerEndpoint.Limit"/>.</summary>
    public int Count { get; }

    /// <summary>How many more may wait for a thread; a fitting bound for a checker that waits for a server before it compares.</summary>
    public int Queued => Count * QueuedPerThread;

    /// <inheritdoc/>
    public void Dispose() => _jobs.CompleteAdding();

    /// <summary>Has a thread compare; false when all are busy and the short queue is full, or when disposed.</summary>
    internal bool TryStart(IPasswordHash hash, Secret password, [NotNullWhen(true)] out Task<bool>? matches, CancellationToken cancellationToken)
    {
        matches = TryRun(() => hash.Matches(password.Bytes), cancellationToken);
        return matches is not null;
    }

    /// <summary>Has a thread do <paramref name="work"/>; null when all are busy and the short queue is full, or when disposed.</summary>
    internal Task<T>? TryRun<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var job = new HashingJob<T>(work, cancellationToken);
        if (_jobs.IsAddingCompleted)
        {
            return null;
        }

        try
        {
            return _jobs.TryAdd(job.Run) ? job.Done : null;
        }
        catch (InvalidOperationException) when (_jobs.IsAddingCompleted)
        {
            // Disposed between the look and the attempt.
            return null;
        }
    }

    private void Serve()
    {
        foreach (Action job in _jobs.GetConsumingEnumerable())
        {
            job();
        }
    }
}
