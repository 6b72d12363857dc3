using System.Collections.Concurrent;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>A few threads of their own for libgssapi, which reads the keytab and writes the replay cache. What is asked beyond the bound is refused.</summary>
public sealed class KerberosThreads : IDisposable
{
    private const int Threads = 2;
    private const int MaxWaiting = 256;

    private readonly BlockingCollection<Action> _work = new(MaxWaiting);

    /// <summary>Starts the threads.</summary>
    public KerberosThreads()
    {
        for (var i = 0; i < Threads; i++)
        {
            new Thread(Serve) { IsBackground = true, Name = $"kerberos {i}" }.Start();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _work.CompleteAdding();

    /// <summary>Has a thread run <paramref name="work"/>; null when too much waits already, or when disposed.</summary>
    internal Task<T>? TryRun<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return !_work.IsAddingCompleted && _work.TryAdd(() => Run(work, done)) ? done.Task : null;
        }
        catch (InvalidOperationException) when (_work.IsAddingCompleted)
        {
            // Disposed between the look and the attempt.
            return null;
        }
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(work());
        }
        catch (Exception failure)
        {
            // The asker gets it; a thread must outlive any one piece of work.
            done.TrySetException(failure);
        }
    }

    private void Serve()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
