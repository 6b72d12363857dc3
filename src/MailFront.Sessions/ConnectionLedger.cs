using System.Collections.Concurrent;

namespace MailFront.Sessions;

/// <summary>
/// The only list of connections. A connection is in it from admission until its socket is gone; its size is bounded by the places that
/// the engine's lobby gives.
/// </summary>
public sealed class ConnectionLedger
{
    private readonly ConcurrentDictionary<ClientConnection, byte> _connections = new();
    private readonly long[] _closed = new long[Enum.GetValues<CloseReason>().Length];
    private TaskCompletionSource? _empty;
    private int _count;
    private int _loggedIn;

    /// <summary>Connections open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Of these, logged in.</summary>
    public int LoggedIn => Volatile.Read(ref _loggedIn);

    /// <summary>Of these, not logged in.</summary>
    public int PreLogin => Math.Max(0, Count - LoggedIn);

    /// <summary>The open connections; a moving picture, not a snapshot.</summary>
    public IEnumerable<ClientConnection> Connections
    {
        get
        {
            // Keys would lock every bucket and copy them all, four times a second.
            foreach (var (connection, _) in _connections)
            {
                yield return connection;
            }
        }
    }

    /// <summary>Connections closed so far for <paramref name="reason"/>.</summary>
    public long ClosedFor(CloseReason reason) => Interlocked.Read(ref _closed[(int)reason]);

    /// <summary>Completes when no connection is open.</summary>
    public Task WhenEmptyAsync()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _empty, source);
        if (Count == 0)
        {
            source.TrySetResult();
        }

        return source.Task;
    }

    internal void Enter(ClientConnection connection)
    {
        _connections.TryAdd(connection, 0);
        Interlocked.Increment(ref _count);
    }

    internal void NoteLoggedIn() => Interlocked.Increment(ref _loggedIn);

    /// <summary>Called after the socket is gone.</summary>
    internal void Leave(ClientConnection connection, CloseReason reason, bool wasLoggedIn)
    {
        _connections.TryRemove(connection, out _);
        Interlocked.Increment(ref _closed[(int)reason]);
        if (wasLoggedIn)
        {
            Interlocked.Decrement(ref _loggedIn);
        }

        if (Interlocked.Decrement(ref _count) == 0)
        {
            Volatile.Read(ref _empty)?.TrySetResult();
        }
    }
}
