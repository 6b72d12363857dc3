using MailFront.Transport.Outbound;

namespace MailFront.Backends;

/// <summary>Makes bare connections to backends; a seam so that the dialogue can be tested without sockets.</summary>
public interface IBackendDialer
{
    /// <summary>Resolves the host and connects.</summary>
    /// <param name="host">Host name, address or absolute socket path.</param>
    /// <param name="port">TCP port; not used for a socket path.</param>
    /// <param name="deadline">For the whole attempt.</param>
    /// <param name="cancellationToken">Gives up, as an exception.</param>
    ValueTask<ConnectOutcome> DialAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken);
}
