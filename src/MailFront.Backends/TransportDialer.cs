using MailFront.Transport.Outbound;

namespace MailFront.Backends;

/// <summary>Dials through the process's <see cref="OutboundConnector"/>.</summary>
public sealed class TransportDialer(OutboundConnector connector) : IBackendDialer
{
    /// <inheritdoc/>
    public ValueTask<ConnectOutcome> DialAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken) =>
        connector.ConnectAsync(host, port, deadline, cancellationToken);
}
