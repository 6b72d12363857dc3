using MailFront.Transport.Deadlines;

namespace MailFront.Transport.Relaying;

/// <summary>Joins a client and a backend: bytes both ways until one side ends. One object per session, one run per object.</summary>
/// <remarks>
/// Each direction is one loop that waits holding no buffer, reads, writes (waiting while the other side does not take it) and
/// waits again. There is no timer, token or closure per session: the <see cref="IdleSweeper"/> looks at stamps.
/// </remarks>
public sealed class Relay : ISweepTarget
{
    // A write to a peer that does not read cannot be interrupted, only reset; an ordinary one ends well within this.
    private const int MostSecondsToEnd = 5;

    // A flow that never has to wait gives way to other sessions after this many chunks.
    private const int ChunksPerTurn = 64;

    private const int NotYet = -1;

    // A client that has just said something waits for an answer, or has said LOGOUT: it is never kept.
    private const int SweepsToIdle = 2;

    private static readonly RelayOptions _defaults = new();

    private readonly IdleSweeper _sweeper;
    private readonly IEndDelay? _endDelay;
    private RelayOptions _options = _defaults;
    private Channel? _client;
    private Channel? _backend;
    private long _bytesToClient;
    private long _bytesToBackend;
    private RelayEnd _end;
    private int _lastMove;
    private int _interruptedAt = NotYet;
    private int _halfClosedAt = NotYet;
    private volatile bool _hasMoved = true;
    private volatile byte _sweepsSinceMove;
    private WheelDelay? _keeping;

    /// <summary>
    /// Makes a relay whose idle limits are watched by <paramref name="sweeper"/>; <paramref name="endDelay"/>, if any, is asked when the backend
    /// of an idle session is gone.
    /// </summary>
    public Relay(IdleSweeper sweeper, IEndDelay? endDelay = null)
    {
        _sweeper = sweeper;
        _endDelay = endDelay;
    }

    /// <summary>Bytes written to the client so far; for a list of sessions.</summary>
    public long BytesToClient => Volatile.Read(ref _bytesToClient);

    /// <summary>Bytes written to the backend so far; for a list of sessions.</summary>
    public long BytesToBackend => Volatile.Read(ref _bytesToBackend);

    /// <summary>
    /// Relays, unread bytes of both channels first, until both directions have ended; then nothing of the relay touches the channels any more.
    /// It closes neither channel: the caller may write a last word to the client, and closes both.
    /// </summary>
    public async ValueTask<RelayResult> RunAsync(Channel client, Channel backend, RelayOptions options)
    {
        _options = options;
        _backend = backend;
        Interlocked.Exchange(ref _client, client);
        _sweeper.Add(this);
        if (_end != RelayEnd.None)
        {
            InterruptBoth(client, backend);
        }

        try
        {
            var toBackend = PumpAsync(client, backend, isToBackend: true);
            try
            {
                await PumpAsync(backend, client, isToBackend: false);
            }
            finally
            {
                await toBackend;
            }
        }
        finally
        {
            _sweeper.Remove(this);
            _client = null;
        }

        return new RelayResult(_end, _bytesToClient, _bytesToBackend) { WasKept = _keeping is not null };
    }

    /// <summary>Ends the relay with <see cref="RelayEnd.Stopped"/>. Any thread, idempotent, before or during the run.</summary>
    public void Stop()
    {
        Settle(RelayEnd.Stopped);
        if (Volatile.Read(ref _client) is { } client && _backend is { } backend)
        {
            InterruptBoth(client, backend);
        }
    }

    /// <inheritdoc/>
    void ISweepTarget.OnSweep(int now)
    {
        if (Volatile.Read(ref _client) is not { } client || _backend is not { } backend)
        {
            return;
        }

        // Bytes that moved since the last sweep, or the one before, belong to a user who waits.
        _sweepsSinceMove = _hasMoved ? (byte)0 : (byte)Math.Min(_sweepsSinceMove + 1, SweepsToIdle);
        if (_interruptedAt != NotYet)
        {
            if (now - _interruptedAt > MostSecondsToEnd)
            {
                client.Abort();
                backend.Abort();
            }
        }
        else if (Volatile.Read(ref _halfClosedAt) is not NotYet and var halfClosedAt)
        {
            // Counted from the close, not from the last byte: a side that sends now and then does not live longer for it.
            if (now - halfClosedAt > (_end == RelayEnd.BackendClosed ? _options.LingerAfterBackend : _options.LingerAfterClient).TotalSeconds)
            {
                InterruptBoth(client, backend);
            }
        }
        else if (_hasMoved)
        {
            _hasMoved = false;
            _lastMove = now;
        }
        else if (now - _lastMove > _options.ClientIdle.TotalSeconds)
        {
            Settle(RelayEnd.ClientIdle);
            InterruptBoth(client, backend);
        }
    }

    private async Task PumpAsync(Channel from, Channel to, bool isToBackend)
    {
        for (var chunk = 1; ; chunk++)
        {
            if (from.Unread is { IsEmpty: false } bytes)
            {
                if (isToBackend && Volatile.Read(ref _keeping) is not null)
                {
                    // Nobody is left who could answer: the client is told so now.
                    await EndDirectionAsync(ReadStatus.Interrupted, from, to, isToBackend);
                    return;
                }

                if (!await to.WriteAsync(bytes))
                {
                    // The other direction goes on: what this side sent before it broke may still be readable.
                    HalfClose(isToBackend ? RelayEnd.BackendBroken : RelayEnd.ClientBroken);
                    return;
                }

                Count(bytes.Length, isToBackend);
                from.Consume(bytes.Length);
            }

            if (chunk % ChunksPerTurn == 0)
            {
                await Task.Yield();
            }

            var status = await from.ReadMoreAsync(_options.BufferBytes);
            if (status != ReadStatus.Data)
            {
                await EndDirectionAsync(status, from, to, isToBackend);
                return;
            }
        }
    }

    private async ValueTask EndDirectionAsync(ReadStatus status, Channel from, Channel to, bool isToBackend)
    {
        if (!isToBackend && status != ReadStatus.Interrupted && await KeepAsync(status))
        {
            InterruptBoth(from, to);
            return;
        }

        switch (status)
        {
            case ReadStatus.EndOfStream:
                HalfClose(isToBackend ? RelayEnd.ClientClosed : RelayEnd.BackendClosed);
                Volatile.Read(ref _keeping)?.Wake();
                await to.ShutdownSendAsync();
                break;
            case ReadStatus.Interrupted:
                Settle(RelayEnd.Stopped);
                InterruptBoth(from, to);
                break;
            default:
                Settle(isToBackend ? RelayEnd.ClientBroken : RelayEnd.BackendBroken);
                InterruptBoth(from, to);
                break;
        }
    }

    // The client of a backend that died with many sessions: kept, silent, until its turn, its next word or its own end.
    private async ValueTask<bool> KeepAsync(ReadStatus status)
    {
        var delay = TimeSpan.Zero;
        if (_end != RelayEnd.None || _sweepsSinceMove < SweepsToIdle || _hasMoved || _endDelay?.Plan(out delay) is not { } keeping)
        {
            return false;
        }

        var end = status == ReadStatus.EndOfStream ? RelayEnd.BackendClosed : RelayEnd.BackendBroken;
        Settle(end);
        Interlocked.Exchange(ref _keeping, keeping);

        // The client may have spoken or left, or the process may have asked for the end, just before anybody knew of the wait.
        if (_end == end && !_hasMoved && _interruptedAt == NotYet)
        {
            await keeping.WaitAsync(delay);
        }

        return true;
    }

    private void Count(int bytes, bool isToBackend)
    {
        _hasMoved = true;
        if (isToBackend)
        {
            Volatile.Write(ref _bytesToBackend, _bytesToBackend + bytes);
        }
        else
        {
            Volatile.Write(ref _bytesToClient, _bytesToClient + bytes);
        }
    }

    private void HalfClose(RelayEnd end)
    {
        Settle(end);
        Interlocked.CompareExchange(ref _halfClosedAt, _sweeper.Now, NotYet);
    }

    // What happens first is the reason; the rest follows from it.
    private void Settle(RelayEnd end) => Interlocked.CompareExchange(ref _end, end, RelayEnd.None);

    private void InterruptBoth(Channel client, Channel backend)
    {
        Interlocked.CompareExchange(ref _interruptedAt, _sweeper.Now, NotYet);
        Volatile.Read(ref _keeping)?.Wake();
        client.Interrupt();
        backend.Interrupt();
    }
}
