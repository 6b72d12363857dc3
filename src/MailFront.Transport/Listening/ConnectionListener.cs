using System.Net;
using System.Net.Sockets;
using MailFront.Transport.Managed;
using Microsoft.Extensions.Logging;

namespace MailFront.Transport.Listening;

/// <summary>Takes connections from the kernel and hands them on as channels; never parses, never waits for a client, never dies.</summary>
public sealed class ConnectionListener : IAsyncDisposable
{
    // Accepts may all complete at once in a flood; other sockets share the thread (docs/adr/0004).
    private const int AcceptsPerTurn = 16;

    private readonly ListenerOptions _options;
    private readonly AcceptFilter _filter;
    private readonly Action<Channel> _accepted;
    private readonly ILogger _logger;
    private readonly AcceptTrouble _trouble;
    private readonly CancellationTokenSource _stopping = new();
    private Socket? _socket;
    private Task _accepting = Task.CompletedTask;
    private int _isStopped;

    /// <summary>Makes a listener that does not listen yet.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="filter">Asked for each connection before anything is allocated.</param>
    /// <param name="accepted">Gets each accepted channel and owns it; must return soon.</param>
    /// <param name="time">Clock for the back-off.</param>
    /// <param name="logger">Where trouble goes, rate-limited.</param>
    public ConnectionListener(ListenerOptions options, AcceptFilter filter, Action<Channel> accepted, TimeProvider time, ILogger<ConnectionListener> logger)
    {
        _options = options;
        _filter = filter;
        _accepted = accepted;
        _logger = logger;
        _trouble = new AcceptTrouble(options.Name, time, logger);
    }

    /// <summary>The options it was made with.</summary>
    public ListenerOptions Options => _options;

    /// <summary>The address in use (with the real port when 0 was asked for); null before <see cref="Start"/>.</summary>
    public EndPoint? BoundEndPoint { get; private set; }

    /// <summary>Binds, listens and begins to accept. Once.</summary>
    /// <exception cref="SocketException">The address cannot be used.</exception>
    /// <exception cref="IOException">The unix path is taken by something that is not a stale socket.</exception>
    public void Start()
    {
        var socket = ListeningSocket.Open(_options);
        socket.Blocking = false;
        _socket = socket;
        BoundEndPoint = socket.LocalEndPoint;
        Log.Listening(_logger, _options.Name, $"{BoundEndPoint}");
        _accepting = AcceptAllAsync(socket);
    }

    /// <summary>Stops accepting and removes the unix path; accepted channels go on. Idempotent.</summary>
    public async Task StopAsync()
    {
        if (_socket is { } socket && Interlocked.Exchange(ref _isStopped, 1) == 0)
        {
            await _stopping.CancelAsync();

            // Removes the unix path too: .NET unlinks what it has bound. A second unlink here could hit a successor's.
            socket.Dispose();
            Log.StoppedListening(_logger, _options.Name, $"{BoundEndPoint}");
        }

        await _accepting;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        _trouble.Dispose();
    }

    private async Task AcceptAllAsync(Socket listener)
    {
        // Start must return before the first connection is handed on.
        await Task.Yield();
        var stopping = _stopping.Token;
        await _trouble.PrepareAsync(stopping);
        for (var taken = 1; !stopping.IsCancellationRequested; taken++)
        {
            if (taken % AcceptsPerTurn == 0)
            {
                await Task.Yield();
            }

            try
            {
                Take(await listener.AcceptAsync());
            }
            catch (SocketException exception) when (!stopping.IsCancellationRequested)
            {
                await _trouble.SurviveAsync(exception.SocketErrorCode, listener, stopping);
            }
            catch (Exception exception) when (stopping.IsCancellationRequested && exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(Socket socket)
    {
        try
        {
            if (!DescriptorLimit.Read().MayLend(socket.Handle))
            {
                _trouble.ShedLast(socket);
                return;
            }

            if (_filter(RemoteOf(socket)))
            {
                _accepted(new ManagedChannel(new SocketTransportStream(socket)));
                return;
            }
        }
        catch (Exception exception)
        {
            // Whatever one connection does to us ends that connection only.
            Log.TakeOverFailed(_logger, _options.Name, exception);
        }

        Shed(socket);
    }

    private static EndPoint? RemoteOf(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint is UnixDomainSocketEndPoint ? null : socket.RemoteEndPoint;
        }
        catch (SocketException)
        {
            // Gone already; the first read will say so.
            return null;
        }
    }

    /// <summary>Ends a connection by RST, so that nothing of it stays in the kernel.</summary>
    internal static void Shed(Socket socket) => new SocketTransportStream(socket).Abort();
}
