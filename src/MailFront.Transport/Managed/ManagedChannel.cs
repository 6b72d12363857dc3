using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using MailFront.Transport.Handshakes;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>A channel over a <see cref="TransportStream"/> and .NET's <c>SslStream</c>: the portable engine.</summary>
public sealed class ManagedChannel : Channel
{
    private readonly TransportStream _transport;
    private SslStream? _ssl;
    private TlsFacts? _tls;
    private LentBuffer _input;

    // A wait for bytes that outlived its watch: it holds and touches nothing, and the next reader goes on with it.
    private Task? _pendingWait;
    private TaskCompletionSource? _watchEnd;
    private bool _hasTlsFailed;
    private bool _isMoreLikely;
    private bool _isReading;
    private bool _isUnusable;
    private volatile bool _isAborted;
    private int _isClosed;

    /// <summary>Takes over <paramref name="transport"/>; closing the channel closes it.</summary>
    public ManagedChannel(TransportStream transport) => _transport = transport;

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint => _transport.RemoteEndPoint;

    /// <inheritdoc/>
    public override EndPoint? LocalEndPoint => _transport.LocalEndPoint;

    /// <inheritdoc/>
    public override TlsFacts? Tls => _tls;

    /// <inheritdoc/>
    public override long BytesReceived => _transport.BytesReceived;

    /// <inheritdoc/>
    public override long BytesSent => _transport.BytesSent;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Unread => _input.Unread;

    /// <summary>Whether an input buffer is held; never while waiting with nothing unread.</summary>
    internal bool HoldsBuffer => _input.IsHeld;

    /// <inheritdoc/>
    public override ValueTask<ReadStatus> ReadMoreAsync(int limit)
    {
        if (_isUnusable || _isAborted || _transport.IsInterrupted)
        {
            return new ValueTask<ReadStatus>(Ended(ReadStatus.Broken));
        }

        if (_input.Length >= limit)
        {
            return new ValueTask<ReadStatus>(ReadStatus.Full);
        }

        return _ssl is null ? ReadPlainAsync(limit) : ReadTlsAsync(_ssl, limit);
    }

    /// <inheritdoc/>
    public override ValueTask<WatchEnd> WatchAsync(int limit)
    {
        _watchEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return WatchUntilAsync(_watchEnd.Task, limit);
    }

    /// <inheritdoc/>
    public override void EndWatch() => _watchEnd?.TrySetResult();

    /// <inheritdoc/>
    public override void Consume(int count) => _input.Consume(count);

    /// <inheritdoc/>
    public override ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_isUnusable || _isAborted || _isClosed != 0)
        {
            return new ValueTask<bool>(false);
        }

        return _ssl is null ? _transport.SendAsync(bytes) : WriteTlsAsync(_ssl, bytes);
    }

    /// <inheritdoc/>
    public override async ValueTask<TlsUpgradeOutcome> SecureAsServerAsync(TlsContexts contexts, EarlyBytes early, HandshakeTurn? turn)
    {
        ThrowIfSecure();
        if (early == EarlyBytes.Refuse && _input.Length > 0)
        {
            _isUnusable = true;
            return new TlsUpgradeOutcome(TlsUpgradeStatus.EarlyPlaintext, "plaintext came before the handshake");
        }

        if (_pendingWait is not null)
        {
            await TakeWait();
        }

        if (turn is not null || contexts.HasBothKinds)
        {
            await ReadHelloAsync();
        }

        if (turn is not null && !await turn.BeginAsync(ClientHello.OffersResumption(_input.Unread.Span)))
        {
            _isUnusable = true;
            return turn.Ended;
        }

        var canVerifyEcdsa = !contexts.HasBothKinds || ClientHello.AcceptsEcdsa(_input.Unread.Span);
        var prefix = new PrefixStream(_transport, _input, turn);
        _input = default;
        try
        {
            return Settle(await ServerHandshake.RunAsync(prefix, contexts, canVerifyEcdsa), isServer: true);
        }
        finally
        {
            prefix.EndHandshake();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<TlsUpgradeOutcome> SecureAsClientAsync(TlsClientPolicy policy)
    {
        ThrowIfSecure();
        if (_input.Length > 0)
        {
            _isUnusable = true;
            return new TlsUpgradeOutcome(TlsUpgradeStatus.EarlyPlaintext, "the server sent plaintext before the handshake");
        }

        return Settle(await ClientHandshake.RunAsync(_transport, policy), isServer: false);
    }

    /// <inheritdoc/>
    public override void Interrupt() => _transport.Interrupt();

    /// <inheritdoc/>
    public override async ValueTask ShutdownSendAsync()
    {
        if (_ssl is { } ssl && !_isUnusable)
        {
            await NotifyCloseAsync(ssl);
        }

        _transport.ShutdownSend();
    }

    /// <inheritdoc/>
    public override async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        if (_ssl is { } ssl)
        {
            // Never waits for a peer that does not read: closing the transport ends a notice that could not be sent at once.
            var notice = _isAborted || _isUnusable ? Task.CompletedTask : NotifyCloseAsync(ssl);
            _transport.Close();
            await notice;
            await ssl.DisposeAsync();
        }
        else
        {
            _transport.Close();
        }

        if (!_isReading)
        {
            _input.Release();
        }
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        _isAborted = true;
        _transport.Abort();
    }

    private static async Task NotifyCloseAsync(SslStream ssl)
    {
        try
        {
            await ssl.ShutdownAsync();
        }
        catch (Exception exception) when (IsEndOfTls(exception))
        {
            // The notice is a courtesy to a peer that may have left.
        }
    }

    private static bool IsEndOfTls(Exception exception) =>
        exception is IOException or AuthenticationException or InvalidOperationException or NotSupportedException;

    private static async ValueTask<bool> WriteTlsAsync(SslStream ssl, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await ssl.WriteAsync(bytes);
            return true;
        }
        catch (Exception exception) when (IsEndOfTls(exception))
        {
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadStatus> ReadPlainAsync(int limit)
    {
        if (!_isMoreLikely)
        {
            await TakeWait();
        }

        while (true)
        {
            if (TakePlain(limit) is { } status)
            {
                return status;
            }

            await TakeWait();
        }
    }

    // Null when nothing is there.
    private ReadStatus? TakePlain(int limit)
    {
        var room = _input.Room(limit);
        var count = _transport.TryRead(room.Span);
        if (count > 0)
        {
            _input.Add(count, room.Length);
            _isMoreLikely = count == room.Length;
            return ReadStatus.Data;
        }

        _isMoreLikely = false;
        _input.ReleaseIfEmpty();
        return count == TransportStream.NothingYet ? null : Ended(count == 0 ? ReadStatus.EndOfStream : ReadStatus.Broken);
    }

    private async ValueTask<WatchEnd> WatchUntilAsync(Task ended, int limit)
    {
        while (!ended.IsCompleted)
        {
            if (_input.Length >= limit)
            {
                return WatchEnd.Full;
            }

            _pendingWait ??= _ssl is { } waiting ? WaitForRecordAsync(waiting) : _transport.WaitReadableAsync().AsTask();
            if (await Task.WhenAny(_pendingWait, ended) == ended)
            {
                break;
            }

            // What the wait has found is taken without waiting again.
            if (_ssl is null)
            {
                _pendingWait = null;
            }

            var status = _ssl is { } ssl ? await ReadTlsAsync(ssl, limit) : TakePlain(limit);
            if (status is not (null or ReadStatus.Data))
            {
                return _isAborted || _transport.IsInterrupted ? WatchEnd.Interrupted : WatchEnd.PeerLeft;
            }
        }

        return WatchEnd.Ended;
    }

    private ValueTask TakeWait()
    {
        if (_pendingWait is not { } pending)
        {
            return _transport.WaitReadableAsync();
        }

        _pendingWait = null;
        return new ValueTask(pending);
    }

    // Nobody may ever look at the outcome, so it is no exception.
    private async Task WaitForRecordAsync(SslStream ssl)
    {
        try
        {
            _ = await ssl.ReadAsync(Memory<byte>.Empty);
        }
        catch (Exception exception) when (IsEndOfTls(exception))
        {
            _hasTlsFailed = true;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadStatus> ReadTlsAsync(SslStream ssl, int limit)
    {
        _isReading = true;
        try
        {
            // Holds no buffer of ours or of SslStream until a record is there.
            if (_pendingWait is null)
            {
                _ = await ssl.ReadAsync(Memory<byte>.Empty);
            }
            else
            {
                await TakeWait();
            }

            if (_hasTlsFailed)
            {
                return Ended(ReadStatus.Broken);
            }

            var room = _input.Room(limit);
            var count = await ssl.ReadAsync(room);
            if (count > 0)
            {
                _input.Add(count, room.Length);
                return ReadStatus.Data;
            }

            return Ended(ReadStatus.EndOfStream);
        }
        catch (Exception exception) when (IsEndOfTls(exception))
        {
            return Ended(ReadStatus.Broken);
        }
        finally
        {
            _isReading = false;
            if (_isClosed != 0)
            {
                _input.Release();
            }
            else
            {
                _input.ReleaseIfEmpty();
            }
        }
    }

    // Looks at the hello before the handshake does; the bytes stay unread and start the handshake.
    private async ValueTask ReadHelloAsync()
    {
        while (ClientHello.IsIncomplete(_input.Unread.Span) && await ReadMoreAsync(ClientHello.MostBytes) == ReadStatus.Data)
        {
        }
    }

    private ReadStatus Ended(ReadStatus otherwise) => (_isAborted, _transport.IsInterrupted) switch
    {
        (true, _) => ReadStatus.Broken,
        (false, true) => ReadStatus.Interrupted,
        _ => otherwise,
    };

    private void ThrowIfSecure()
    {
        if (_ssl is not null)
        {
            throw new InvalidOperationException("The channel is secure already.");
        }
    }

    private TlsUpgradeOutcome Settle(in HandshakeResult result, bool isServer)
    {
        if (result.Stream is not { } ssl)
        {
            _isUnusable = true;
            return _transport.IsInterrupted && !_isAborted
                ? new TlsUpgradeOutcome(TlsUpgradeStatus.Interrupted, "interrupted during the handshake")
                : new TlsUpgradeOutcome(result.Status, result.Detail);
        }

        OpenSslBuffers.ReleaseWhenIdle(ssl);
        _ssl = ssl;
        _isMoreLikely = false;
        _tls = HandshakeFacts.Of(ssl, isServer);
        return new TlsUpgradeOutcome(TlsUpgradeStatus.Secured);
    }
}
