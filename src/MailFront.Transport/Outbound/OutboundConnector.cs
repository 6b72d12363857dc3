namespace MailFront.Transport.Outbound;

/// <summary>Opens connections to backends, checkers and other servers. One for the process; thread-safe.</summary>
public sealed class OutboundConnector
{
    /// <summary>Makes a connector with its own bounded cache of addresses.</summary>
    public OutboundConnector(TimeProvider time) => throw new NotImplementedException();

    /// <summary>Connects, trying the addresses of a name in order, all within <paramref name="deadline"/>.</summary>
    /// <param name="host">Name, IPv4 address, IPv6 address with or without brackets, or absolute path of a unix socket.</param>
    /// <param name="port">TCP port; ignored for a path.</param>
    /// <param name="deadline">For the whole attempt, name lookup included.</param>
    /// <param name="cancellationToken">Gives up, as an exception.</param>
    public ValueTask<ConnectOutcome> ConnectAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken) => throw new NotImplementedException();
}
