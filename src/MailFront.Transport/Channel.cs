using System.Net;
using MailFront.Transport.Handshakes;
using MailFront.Transport.Tls;

namespace MailFront.Transport;

/// <summary>
/// One byte stream to a client or a backend: the waist between the engines below and the sessions above.
/// A channel has one reader and one writer at a time. <see cref="Interrupt"/> and <see cref="Abort"/> may come from any thread.
/// </summary>
/// <remarks>
/// Waits take no cancellation token: a registration for each read costs more than the read. A wait ends by
/// data, end of stream, <see cref="Interrupt"/> (a last word can still be written) or <see cref="Abort"/>.
/// </remarks>
public abstract class Channel : IAsyncDisposable
{
    /// <summary>The other end; null for an unnamed unix socket or an in-memory channel.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>This end, as the kernel names it.</summary>
    public abstract EndPoint? LocalEndPoint { get; }

    /// <summary>What the TLS handshake settled; null while the channel is plaintext.</summary>
    public abstract TlsFacts? Tls { get; }

    /// <summary>True once a TLS handshake has completed.</summary>
    public bool IsSecure => Tls is not null;

    /// <summary>Bytes received from the peer so far, those of TLS itself included.</summary>
    public abstract long BytesReceived { get; }

    /// <summary>Bytes sent to the peer so far, those of TLS itself included.</summary>
    public abstract long BytesSent { get; }

    /// <summary>
    /// Bytes received and not yet consumed, contiguous. Valid until the next <see cref="ReadMoreAsync"/>,
    /// <see cref="Consume"/> or upgrade. The buffer is lent: it goes back to the pool when all is consumed.
    /// </summary>
    public abstract ReadOnlyMemory<byte> Unread { get; }

    /// <summary>
    /// Waits, holding no buffer when <see cref="Unread"/> is empty, until more bytes are there.
    /// </summary>
    /// <param name="limit">Most bytes <see cref="Unread"/> may hold; at the limit the answer is <see cref="ReadStatus.Full"/>.</param>
    public abstract ValueTask<ReadStatus> ReadMoreAsync(int limit);

    /// <summary>
    /// Waits for the peer to leave while something else is awaited on its behalf, holding no more than a wait for bytes does. What it
    /// sends meanwhile goes to <see cref="Unread"/> and is no leaving. Until this has completed nothing else may read, and
    /// <see cref="Unread"/> must be left alone; writing is allowed.
    /// </summary>
    /// <remarks>An end of stream counts as leaving even if the peer only closed its sending side: nobody can tell the two apart.</remarks>
    /// <param name="limit">Most bytes <see cref="Unread"/> may hold; at the limit the watch is over with <see cref="WatchEnd.Full"/>.</param>
    public abstract ValueTask<WatchEnd> WatchAsync(int limit);

    /// <summary>Ends the running watch soon with <see cref="WatchEnd.Ended"/>, unless it has ended otherwise. Idempotent.</summary>
    public abstract void EndWatch();

    /// <summary>Drops the first <paramref name="count"/> bytes of <see cref="Unread"/>, wiping them.</summary>
    public abstract void Consume(int count);

    /// <summary>
    /// Writes all bytes, or waits until the peer's window takes them (back-pressure). False when the channel is broken:
    /// nothing more can be written.
    /// </summary>
    public abstract ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Performs the server side of a TLS handshake on this channel (RFC 8446; RFC 2595 for STARTTLS and STLS).</summary>
    /// <param name="contexts">Certificates and limits to offer; the snapshot current at this moment is used.</param>
    /// <param name="early">What to do with plaintext already in <see cref="Unread"/>.</param>
    /// <param name="turn">Says when the handshake may compute; null when nobody else's handshake matters.</param>
    public abstract ValueTask<TlsUpgradeOutcome> SecureAsServerAsync(TlsContexts contexts, EarlyBytes early, HandshakeTurn? turn);

    /// <summary>As above, computing at once.</summary>
    public ValueTask<TlsUpgradeOutcome> SecureAsServerAsync(TlsContexts contexts, EarlyBytes early) => SecureAsServerAsync(contexts, early, turn: null);

    /// <summary>Performs the client side of a TLS handshake; bytes already in <see cref="Unread"/> fail it.</summary>
    public abstract ValueTask<TlsUpgradeOutcome> SecureAsClientAsync(TlsClientPolicy policy);

    /// <summary>Ends the pending wait and all later reads with <see cref="ReadStatus.Interrupted"/>; writing still works. Idempotent.</summary>
    public abstract void Interrupt();

    /// <summary>Tells the peer that no more bytes will come (TLS close_notify, then a half close). Reading still works.</summary>
    public abstract ValueTask ShutdownSendAsync();

    /// <summary>Orderly end: what was written still arrives (shutdown, then dispose). Idempotent.</summary>
    public abstract ValueTask CloseAsync();

    /// <summary>Immediate end by RST: unsent bytes are lost, nothing lingers in the kernel. Idempotent, never blocks.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }
}
