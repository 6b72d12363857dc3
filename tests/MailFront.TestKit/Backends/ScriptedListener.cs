using System.Net;
using System.Net.Sockets;
using MailFront.Transport.Managed;

namespace MailFront.TestKit.Backends;

/// <summary>A real loopback port behind which scripted backends play, one for each connection, in the order given.</summary>
public sealed class ScriptedListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ScriptedListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    /// <summary>The port the kernel gave.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Accepts one connection for each backend and completes when all have played.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken, params ScriptedBackend[] backends)
    {
        var games = new List<Task>();
        foreach (var backend in backends)
        {
            var socket = await _listener.AcceptAsync(cancellationToken);
            games.Add(backend.PlayAsync(new ManagedChannel(new SocketTransportStream(socket))));
        }

        await Task.WhenAll(games);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
