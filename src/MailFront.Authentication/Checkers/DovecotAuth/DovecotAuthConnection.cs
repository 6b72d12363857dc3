using System.Buffers;
using System.Security.Cryptography;
using MailFront.Protocol.DovecotAuth;
using MailFront.Transport;

namespace MailFront.Authentication.Checkers.DovecotAuth;

/// <summary>
/// One connection to Dovecot's auth process after the handshake: many questions at once, told apart by number. A question that is given up takes
/// itself back; a line that cannot be read harms nobody but the question it answers. Thread-safe.
/// </summary>
internal sealed class DovecotAuthConnection : IAsyncDisposable
{
    /// <summary>Most questions under way; as many as <c>mailfront_checker_concurrency</c> may allow.</summary>
    public const int MaxInFlight = 1024;

    // Each question is at most two lines: itself and its cancelling.
    private const int MaxOutgoing = 2 * MaxInFlight;

    // A server that says nothing to anybody for this long is dead for us; a new connection may reach a new process.
    private static readonly TimeSpan _longSilence = TimeSpan.FromSeconds(5);

    private readonly Channel _channel;
    private readonly TimeProvider _time;
    private readonly System.Threading.Channels.Channel<byte[]> _outgoing =
        System.Threading.Channels.Channel.CreateBounded<byte[]>(new System.Threading.Channels.BoundedChannelOptions(MaxOutgoing) { SingleReader = true });

    private readonly Lock _lock = new();
    private readonly Dictionary<uint, TaskCompletionSource<CheckOutcome>> _pending = [];
    private readonly Task _running;
    private uint _lastId;
    private long _heardAt;
    private bool _isClosed;

    /// <summary>Takes over <paramref name="channel"/>, whose handshake is done.</summary>
    public DovecotAuthConnection(Channel channel, TimeProvider time)
    {
        _channel = channel;
        _time = time;
        _heardAt = time.GetTimestamp();
        _running = Task.WhenAll(ReadAsync(), WriteAsync());
    }

    /// <summary>False once the server has closed or nothing more can be asked.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return !_isClosed;
            }
        }
    }

    /// <summary>Asks about the credential in <paramref name="plain"/>, a PLAIN message in base64, which stays the caller's.</summary>
    public async ValueTask<CheckOutcome> AskAsync(ReadOnlyMemory<byte> plain, DovecotAuthLogin login, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<CheckOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Enter(answer, out string? problem) is not { } id)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, problem);
        }

        long askedAt = _time.GetTimestamp();
        try
        {
            if (Line(id, plain.Span, login) is not { } line)
            {
                Leave(id);
                return new CheckOutcome(CheckVerdict.Wrong, "not a login that Dovecot can be asked about");
            }

            if (!_outgoing.Writer.TryWrite(line))
            {
                Leave(id);
                CryptographicOperations.ZeroMemory(line);
                return new CheckOutcome(CheckVerdict.Unavailable, "Dovecot does not read what it is asked");
            }

            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            if (Leave(id))
            {
                GiveUp(id, askedAt);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close("the connection to Dovecot was given up");
        await _running;
    }

    private static byte[]? Line(uint id, ReadOnlySpan<byte> plain, DovecotAuthLogin login)
    {
        var output = new ArrayBufferWriter<byte>(DovecotAuthRequest.MaxLineBytes);
        byte[]? line = DovecotAuthRequest.TryWrite(output, id, plain, login) ? output.WrittenSpan.ToArray() : null;
        output.Clear();
        return line;
    }

    private uint? Enter(TaskCompletionSource<CheckOutcome> answer, out string? problem)
    {
        lock (_lock)
        {
            problem = _isClosed ? "Dovecot closed the connection" : _pending.Count >= MaxInFlight ? "too many questions to Dovecot are under way" : null;
            if (problem is not null)
            {
                return null;
            }

            do
            {
                _lastId++;
            }
            while (_lastId == 0 || !_pending.TryAdd(_lastId, answer));
            return _lastId;
        }
    }

    private bool Leave(uint id)
    {
        lock (_lock)
        {
            return _pending.Remove(id);
        }
    }

    // A full queue means a server that does not read; then it need not know either.
    private void GiveUp(uint id, long askedAt)
    {
        _outgoing.Writer.TryWrite(DovecotAuthRequest.Cancel(id));
        bool isSilent = _time.GetElapsedTime(askedAt) > _longSilence && _time.GetElapsedTime(Volatile.Read(ref _heardAt)) > _longSilence;
        if (isSilent)
        {
            Close("Dovecot does not answer");
        }
    }

    private void Close(string reason)
    {
        List<TaskCompletionSource<CheckOutcome>> left;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _pending.Values];
            _pending.Clear();
        }

        _outgoing.Writer.TryComplete();
        _channel.Abort();
        foreach (TaskCompletionSource<CheckOutcome> answer in left)
        {
            answer.TrySetResult(new CheckOutcome(CheckVerdict.Unavailable, reason));
        }
    }

    private async Task WriteAsync()
    {
        // Ends with Close; what is left in the queue then only gets wiped, for the channel takes nothing more.
        while (await _outgoing.Reader.WaitToReadAsync())
        {
            while (_outgoing.Reader.TryRead(out byte[]? line))
            {
                bool isWritten = await _channel.WriteAsync(line);
                CryptographicOperations.ZeroMemory(line);
                if (!isWritten)
                {
                    Close("Dovecot closed the connection");
                }
            }
        }
    }

    private async Task ReadAsync()
    {
        var framer = new DovecotAuthFramer();
        int length;
        do
        {
            while ((length = framer.Scan(_channel.Unread.Span)) > 0)
            {
                Take(_channel.Unread.Span[..(length - 1)]);
                _channel.Consume(length);
            }
        }
        while (length == 0 && await _channel.ReadMoreAsync(DovecotAuthFramer.MaxLineBytes) == ReadStatus.Data);

        Close(length < 0 ? "Dovecot sent an endless line" : "Dovecot closed the connection");
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        Volatile.Write(ref _heardAt, _time.GetTimestamp());
        DovecotAuthReply reply = DovecotAuthReply.Parse(line);
        if (reply.Kind is not (DovecotAuthReplyKind.Accepted or DovecotAuthReplyKind.Failed or DovecotAuthReplyKind.Continue))
        {
            return;
        }

        TaskCompletionSource<CheckOutcome>? answer;
        lock (_lock)
        {
            _pending.Remove(reply.Number, out answer);
        }

        if (answer is not null && reply.Kind == DovecotAuthReplyKind.Continue)
        {
            _outgoing.Writer.TryWrite(DovecotAuthRequest.Cancel(reply.Number));
        }

        answer?.TrySetResult(DovecotAuthVerdict.Of(reply));
    }
}
