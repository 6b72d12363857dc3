using MailFront.Transport.Handshakes;

namespace MailFront.Transport.Managed;

/// <summary>
/// Gives <c>SslStream</c> the bytes that a channel had already read (a ClientHello that came in one segment with a PROXY header),
/// then steps aside. While the handshake lasts, what follows a wait for the peer asks for its turn to compute first.
/// </summary>
internal sealed class PrefixStream(TransportStream transport, LentBuffer prefix, HandshakeTurn? turn) : Stream
{
    private LentBuffer _prefix = prefix;
    private HandshakeTurn? _turn = turn;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The handshake is over: wipes what it did not take, and asks for no more turns.</summary>
    public void EndHandshake()
    {
        _prefix.Release();
        _turn = null;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefix.Length == 0 || transport.IsInterrupted)
        {
            var reading = transport.ReadAsync(buffer, cancellationToken);
            return reading.IsCompleted || _turn is null ? reading : GoOnAsync(reading, _turn);
        }

        var count = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Unread.Span[..count].CopyTo(buffer.Span);
        _prefix.Consume(count);
        return new ValueTask<int>(count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var writing = transport.WriteAsync(buffer, cancellationToken);
        return writing.IsCompleted || _turn is null ? writing : GoOnAsync(writing, _turn);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static async ValueTask<int> GoOnAsync(ValueTask<int> reading, HandshakeTurn turn)
    {
        var count = await reading;
        await TakeTurnAsync(turn);
        return count;
    }

    private static async ValueTask GoOnAsync(ValueTask writing, HandshakeTurn turn)
    {
        await writing;
        await TakeTurnAsync(turn);
    }

    private static async ValueTask TakeTurnAsync(HandshakeTurn turn)
    {
        if (!await turn.ContinueAsync())
        {
            throw new IOException("The handshake was ended.");
        }
    }
}
