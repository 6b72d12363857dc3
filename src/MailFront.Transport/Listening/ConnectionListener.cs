using System.Net;
using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Listening;

/// <summary>Takes connections from the kernel and hands them on as channels; never parses, never waits for a client, never dies.</summary>
public sealed class ConnectionListener : IAsyncDisposable
{
    /// <summary>Makes a listener that does not listen yet.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="filter">Asked for each connection before anything is allocated.</param>
    /// <param name="accepted">Gets each accepted channel and owns it; must return soon.</param>
    /// <param name="time">Clock for the back-off.</param>
    /// <param name="logger">Where trouble goes, rate-limited.</param>
    public ConnectionListener(ListenerOptions options, AcceptFilter filter, Action<Channel> accepted, TimeProvider time, ILogger<ConnectionListener> logger) => throw new NotImplementedException();

    /// <summary>The address in use (with the real port when 0 was asked for); null before <see cref="Start"/>.</summary>
    public EndPoint? BoundEndPoint => throw new NotImplementedException();

    /// <summary>Binds, listens and begins to accept.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be used.</exception>
    /// <exception cref="IOException">The unix path is taken by something that is not a stale socket.</exception>
    public void Start() => throw new NotImplementedException();

    /// <summary>Stops accepting and removes the unix path; accepted channels go on. Idempotent.</summary>
    public Task StopAsync() => throw new NotImplementedException();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();
}
