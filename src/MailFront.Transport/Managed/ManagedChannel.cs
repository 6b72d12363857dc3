using System.Net;
using MailFront.Transport.Tls;

namespace MailFront.Transport.Managed;

/// <summary>A channel over a <see cref="TransportStream"/> and .NET's <c>SslStream</c>: the portable engine.</summary>
public sealed class ManagedChannel : Channel
{
    /// <summary>Takes over <paramref name="transport"/>; closing the channel disposes it.</summary>
    public ManagedChannel(TransportStream transport) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint => throw new NotImplementedException();

    /// <inheritdoc/>
    public override EndPoint? LocalEndPoint => throw new NotImplementedException();

    /// <inheritdoc/>
    public override TlsFacts? Tls => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Unread => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask<ReadStatus> ReadMoreAsync(int limit) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Consume(int count) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask<TlsUpgradeOutcome> SecureAsServerAsync(TlsContexts contexts, EarlyBytes early) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask<TlsUpgradeOutcome> SecureAsClientAsync(TlsClientPolicy policy) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Interrupt() => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask ShutdownSendAsync() => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask CloseAsync() => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Abort() => throw new NotImplementedException();
}
