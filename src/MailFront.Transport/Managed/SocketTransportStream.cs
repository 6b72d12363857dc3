using System.Net;
using System.Net.Sockets;

namespace MailFront.Transport.Managed;

/// <summary>A connected TCP or unix socket, always non-blocking.</summary>
public sealed class SocketTransportStream : TransportStream
{
    // Input left unread at close makes the kernel answer with RST, which can destroy our last words on their way.
    // What has come so far is thrown away first, up to this many bytes.
    private const int MostDrainedAtClose = 64 * 1024;
    private const int DrainChunk = 4096;

    private static readonly LingerOption _resetAtClose = new(enable: true, seconds: 0);

    private readonly Socket _socket;
    private EndPoint? _localEndPoint;
    private bool _hasFailed;
    private int _isClosed;

    /// <summary>Takes over <paramref name="socket"/>; TCP sockets get TCP_NODELAY, since a login is a talk of small messages.</summary>
    public SocketTransportStream(Socket socket)
    {
        _socket = socket;
        socket.Blocking = false;
        if (socket.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
        {
            Attempt(static s => s.NoDelay = true);
        }

        RemoteEndPoint = NamedOrNull(static s => s.RemoteEndPoint);
    }

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint { get; }

    /// <inheritdoc/>
    public override EndPoint? LocalEndPoint => _localEndPoint ??= NamedOrNull(static s => s.LocalEndPoint);

    /// <inheritdoc/>
    public override ValueTask WaitReadableAsync()
    {
        if (IsInterrupted || _isClosed != 0)
        {
            return ValueTask.CompletedTask;
        }

        ValueTask<int> waiting;
        try
        {
            waiting = _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The next Receive says what happened.
            return ValueTask.CompletedTask;
        }

        return WaitQuietlyAsync(waiting);
    }

    /// <inheritdoc/>
    protected override ValueTask<bool> SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var sent = _socket.Send(bytes.Span, SocketFlags.None, out var error);
            if (error is SocketError.Success && sent == bytes.Length)
            {
                return new ValueTask<bool>(true);
            }

            return error is SocketError.Success or SocketError.WouldBlock
                ? SendRestAsync(bytes[Math.Max(sent, 0)..])
                : new ValueTask<bool>(false);
        }
        catch (ObjectDisposedException)
        {
            return new ValueTask<bool>(false);
        }
    }

    /// <inheritdoc/>
    public override void ShutdownSend() => Attempt(static s => s.Shutdown(SocketShutdown.Send));

    /// <inheritdoc/>
    public override void Abort()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            Attempt(static s => s.LingerState = _resetAtClose);
            Attempt(static s => s.Dispose());
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            Attempt(static s => s.Shutdown(SocketShutdown.Both));
            Attempt(Drain);
            Attempt(static s => s.Dispose());
        }
    }

    /// <inheritdoc/>
    protected override int Receive(Span<byte> destination) => Receive(destination, SocketFlags.None);

    /// <inheritdoc/>
    protected override bool Peek()
    {
        Span<byte> one = stackalloc byte[1];
        return Receive(one, SocketFlags.Peek) != NothingYet;
    }

    /// <inheritdoc/>
    protected override void WakeReader() => Attempt(static s => s.Shutdown(SocketShutdown.Receive));

    private static void Drain(Socket socket)
    {
        Span<byte> waste = stackalloc byte[DrainChunk];
        for (var drained = 0; drained < MostDrainedAtClose;)
        {
            var count = socket.Receive(waste, SocketFlags.None, out _);
            if (count <= 0)
            {
                return;
            }

            drained += count;
        }
    }

    private static async ValueTask WaitQuietlyAsync(ValueTask<int> waiting)
    {
        try
        {
            await waiting;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The next Receive says what happened.
        }
    }

    private int Receive(Span<byte> destination, SocketFlags flags)
    {
        // The kernel tells of a reset once, and of an ordinary end afterwards; a peek must not use that up.
        if (_hasFailed)
        {
            return Broken;
        }

        try
        {
            var count = _socket.Receive(destination, flags, out var error);
            if (error is SocketError.Success)
            {
                return count;
            }

            _hasFailed = error is not SocketError.WouldBlock;
            return _hasFailed ? Broken : NothingYet;
        }
        catch (ObjectDisposedException)
        {
            return Broken;
        }
    }

    private async ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty)
            {
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None)..];
            }

            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private EndPoint? NamedOrNull(Func<Socket, EndPoint?> name)
    {
        try
        {
            return name(_socket) is { } endPoint && endPoint.ToString() is { Length: > 0 } ? endPoint : null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer has left already.
            return null;
        }
    }

    private void Attempt(Action<Socket> step)
    {
        try
        {
            step(_socket);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // A step of closing on a socket that the peer or another thread has already ended.
        }
    }
}
