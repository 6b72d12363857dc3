using System.Net;
using MailFront.Transport.Managed;

namespace MailFront.TestKit.Streams;

/// <summary>One end of a <see cref="DuplexStreamPair"/>.</summary>
public sealed class MemoryTransportStream : TransportStream
{
    private readonly BoundedPipe _incoming;
    private readonly BoundedPipe _outgoing;
    private volatile bool _isClosed;

    internal MemoryTransportStream(BoundedPipe incoming, BoundedPipe outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
    }

    public override EndPoint? RemoteEndPoint => NamedRemote;

    public override EndPoint? LocalEndPoint => NamedLocal;

    /// <summary>What <see cref="RemoteEndPoint"/> answers.</summary>
    public EndPoint? NamedRemote { get; set; }

    /// <summary>What <see cref="LocalEndPoint"/> answers.</summary>
    public EndPoint? NamedLocal { get; set; }

    /// <summary>Completes when whoever reads this end waits and nothing is there for it: the other side may act, no sleeping needed.</summary>
    public Task WhenReaderIsWaiting => _incoming.WhenReaderIsWaiting;

    /// <summary>True after <see cref="Abort"/> of this end.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>True after <see cref="Close"/> or <see cref="Abort"/> of this end.</summary>
    public bool IsClosed => _isClosed;

    public override ValueTask WaitReadableAsync() => _isClosed || IsInterrupted ? ValueTask.CompletedTask : _incoming.WaitReadableAsync();

    protected override async ValueTask<bool> SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = _isClosed ? Broken : _outgoing.Write(bytes.Span);
            if (taken < 0)
            {
                return false;
            }

            bytes = bytes[taken..];
            if (taken == 0)
            {
                await _outgoing.WaitWritableAsync();
            }
        }

        return true;
    }

    public override void ShutdownSend() => _outgoing.End();

    public override void Abort()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        IsAborted = true;
        _incoming.Break();
        _outgoing.Break();
    }

    public override void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _outgoing.End();

        // The peer's writes fail from now on, as after a close of a socket.
        _incoming.Break();
    }

    protected override int Receive(Span<byte> destination) => _isClosed ? Broken : _incoming.Read(destination);

    protected override bool Peek() => _isClosed || _incoming.CanRead();

    protected override void WakeReader() => _incoming.WakeReader();
}
