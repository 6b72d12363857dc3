using MailFront.Transport.Outbound;

namespace MailFront.Backends;

/// <summary>Dials through the process's <see cref="OutboundConnector"/>.</summary>
public sealed class TransportDialer(OutboundConnector connector) : IBackendDialer
{
    private SourceAddresses _sources = SourceAddresses.None;

    /// <summary>Own addresses that backends are dialled from; a reload replaces them.</summary>
    public SourceAddresses Sources
    {
        get => Volatile.Read(ref _sources);
        set => Volatile.Write(ref _sources, value);
    }

    /// <inheritdoc/>
    public ValueTask<ConnectOutcome> DialAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken) =>
        connector.ConnectAsync(host, port, Sources, deadline, cancellationToken);
}
