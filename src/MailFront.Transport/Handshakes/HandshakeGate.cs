using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Handshakes;

/// <summary>
/// Lets a bounded number of TLS handshakes compute at once, on the thread pool instead of the threads that serve all sockets, and lets the others wait in
/// classes (docs/adr/0010). One for the process; thread-safe; holds no thread while there is nothing to compute.
/// </summary>
public sealed class HandshakeGate : IThreadPoolWorkItem
{
    private static readonly TimeSpan _logEvery = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;

    // Guards all below; never held while a handshake runs.
    private readonly Lock _lock = new();
    private readonly HandshakeQueue _queue = new();
    private readonly long[] _turns = new long[Enum.GetValues<HandshakeClass>().Length];
    private readonly long[] _refused = new long[Enum.GetValues<HandshakeClass>().Length];
    private readonly long[] _expired = new long[Enum.GetValues<HandshakeClass>().Length];
    private TimeSpan? _loggedAt;
    private long _logged;
    private int _workers;
    private int _limit;

    /// <summary>A gate with <paramref name="limit"/> places.</summary>
    public HandshakeGate(int limit, TimeProvider time, ILogger<HandshakeGate> logger)
    {
        _limit = limit;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
    }

    /// <summary>Handshakes that may compute at once; 0 for a gate that stands open. May be changed at any time.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>Whether handshakes run where and when they come, uncounted.</summary>
    public bool IsOpen => Limit <= 0;

    /// <summary>Places there are: to compute and to wait; 0 when the gate stands open.</summary>
    public int Room => IsOpen ? 0 : Limit + HandshakeQueue.MaxWaiting;

    /// <summary>The numbers now, all of one moment.</summary>
    public HandshakeCounters Counters
    {
        get
        {
            lock (_lock)
            {
                return new HandshakeCounters(_workers, [.. Enum.GetValues<HandshakeClass>().Select(Count)]);
            }
        }
    }

    /// <summary>How many compute or wait.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _workers + _queue.Count;
            }
        }
    }

    /// <summary>Places that fit a machine of <paramref name="processors"/> processors: one each, since what is bounded is computing.</summary>
    public static int UsualLimit(int processors) => Math.Max(1, processors);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>One worker's step: the best of those that wait, until it waits for its client. The pool calls it.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        HandshakeTurn? next;
        lock (_lock)
        {
            next = _queue.Take(Now);
            if (next is null)
            {
                _workers--;
                return;
            }

            _turns[(int)next.Class]++;
        }

        next.Run(isGranted: true);
        lock (_lock)
        {
            if (_queue.Count == 0 || _workers > Math.Max(1, Limit))
            {
                _workers--;
                return;
            }
        }

        // Not in a loop: what else the pool has to do gets its turn between two handshakes.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    internal void Enter(HandshakeTurn turn)
    {
        HandshakeTurn? ended;
        var isStarting = false;
        long toLog = 0;
        lock (_lock)
        {
            ended = turn.IsOver ? turn : _queue.Add(turn, Now);
            if (ended is { IsOver: false })
            {
                ended.IsRefused = true;
                _refused[(int)ended.Class]++;
                toLog = NoteRefused();
            }

            if (_workers < Math.Max(1, Limit) && _queue.Count > 0)
            {
                _workers++;
                isStarting = true;
            }
        }

        if (ended is not null)
        {
            EndElsewhere(ended);
        }

        if (toLog > 0)
        {
            Log.HandshakesRefused(_logger, toLog, Limit, HandshakeQueue.MaxWaiting);
        }

        if (isStarting)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    internal void Leave(HandshakeTurn turn)
    {
        lock (_lock)
        {
            if (!_queue.Remove(turn))
            {
                return;
            }

            _expired[(int)turn.Class]++;
        }

        EndElsewhere(turn);
    }

    // Whoever displaces or ends a handshake has a thread for other things: sockets, deadlines.
    private static void EndElsewhere(HandshakeTurn turn) =>
        ThreadPool.UnsafeQueueUserWorkItem(static ended => ended.Run(isGranted: false), turn, preferLocal: false);

    private HandshakeClassCounters Count(HandshakeClass kind) =>
        new(kind, _queue.CountOf(kind), _turns[(int)kind], _refused[(int)kind], _expired[(int)kind]);

    // How many to tell of; 0 when a line was written a short while ago.
    private long NoteRefused()
    {
        var now = Now;
        if (_loggedAt is { } last && now - last < _logEvery)
        {
            return 0;
        }

        var refused = _refused.Sum();
        var news = refused - _logged;
        (_loggedAt, _logged) = (now, refused);
        return news;
    }
}
