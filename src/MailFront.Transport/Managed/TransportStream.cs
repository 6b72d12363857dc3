using System.Net;
using System.Runtime.CompilerServices;

namespace MailFront.Transport.Managed;

/// <summary>
/// The bytes under a <see cref="ManagedChannel"/>: a socket, or an in-memory pair in tests. One reader and one writer at a time;
/// <see cref="Interrupt"/> and <see cref="Abort"/> may come from any thread. No member throws for what a peer does
/// except the <see cref="Stream"/> ones, which exist for <c>SslStream</c> and throw <see cref="IOException"/>.
/// </summary>
/// <remarks>
/// A zero-byte <see cref="ReadAsync(Memory{byte}, CancellationToken)"/> is a <em>checked</em> wake-up: it completes only when a byte,
/// the end of the stream or an error is really there. A socket's own zero-byte receive wakes falsely, and <c>SslStream</c>
/// would then hold its 16 KB buffer while idle.
/// </remarks>
public abstract class TransportStream : Stream
{
    /// <summary>Answer of <see cref="Receive"/>: nothing is there now.</summary>
    public const int NothingYet = -1;

    /// <summary>Answer of <see cref="Receive"/>: reset, aborted or disposed.</summary>
    public const int Broken = -2;

    private long _bytesReceived;
    private long _bytesSent;
    private volatile bool _isInterrupted;

    /// <summary>The other end; null when it has no name.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>This end; null when it has no name.</summary>
    public abstract EndPoint? LocalEndPoint { get; }

    /// <summary>True after <see cref="Interrupt"/>.</summary>
    public bool IsInterrupted => _isInterrupted;

    /// <summary>Bytes taken so far.</summary>
    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    /// <summary>Bytes given to <see cref="SendAsync"/> so far.</summary>
    public long BytesSent => Volatile.Read(ref _bytesSent);

    /// <inheritdoc/>
    public sealed override bool CanRead => true;

    /// <inheritdoc/>
    public sealed override bool CanWrite => true;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the pending read and all later ones as if the peer had closed; writing still works. Idempotent.</summary>
    public void Interrupt()
    {
        _isInterrupted = true;
        WakeReader();
    }

    /// <summary>Takes what is there without waiting.</summary>
    /// <returns>Bytes taken; 0 at the end of the stream or after an interrupt; <see cref="NothingYet"/>; <see cref="Broken"/>.</returns>
    public int TryRead(Span<byte> destination)
    {
        if (_isInterrupted)
        {
            return 0;
        }

        var count = Receive(destination);
        if (count > 0)
        {
            Volatile.Write(ref _bytesReceived, _bytesReceived + count);
        }

        return count;
    }

    /// <summary>Waits until <see cref="TryRead"/> has something to say. May wake falsely; does not throw.</summary>
    public abstract ValueTask WaitReadableAsync();

    /// <summary>Writes all bytes, waiting while the peer does not take them. False when the stream is broken; does not throw.</summary>
    public ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Volatile.Write(ref _bytesSent, _bytesSent + bytes.Length);
        return SendAllAsync(bytes);
    }

    /// <summary>Tells the peer that no more bytes will come; reading still works. Does not throw.</summary>
    public abstract void ShutdownSend();

    /// <summary>Immediate end: unsent bytes are lost, pending operations end as broken. Idempotent, never blocks.</summary>
    public abstract void Abort();

    /// <summary>Orderly end: what was written still arrives. Idempotent, never blocks.</summary>
    public abstract override void Close();

    /// <inheritdoc/>
    public sealed override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length > 0)
        {
            var count = TryRead(buffer.Span);
            if (count >= 0)
            {
                return new ValueTask<int>(count);
            }
        }

        return WaitThenReadAsync(buffer);
    }

    /// <inheritdoc/>
    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public sealed override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!await SendAsync(buffer))
        {
            throw new IOException("The connection is broken.");
        }
    }

    /// <inheritdoc/>
    public sealed override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Does what <see cref="SendAsync"/> promises.</summary>
    protected abstract ValueTask<bool> SendAllAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Takes what is there without waiting, whether interrupted or not; answers as <see cref="TryRead"/>.</summary>
    protected abstract int Receive(Span<byte> destination);

    /// <summary>Whether <see cref="Receive"/> would answer something else than <see cref="NothingYet"/>; takes nothing.</summary>
    protected abstract bool Peek();

    /// <summary>Ends the pending <see cref="WaitReadableAsync"/> if there is one.</summary>
    protected abstract void WakeReader();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitThenReadAsync(Memory<byte> buffer)
    {
        while (true)
        {
            await WaitReadableAsync();
            if (buffer.Length == 0)
            {
                if (_isInterrupted || Peek())
                {
                    return 0;
                }

                continue;
            }

            var count = TryRead(buffer.Span);
            if (count >= 0)
            {
                return count;
            }

            if (count == Broken)
            {
                throw new IOException("The connection is broken.");
            }
        }
    }
}
