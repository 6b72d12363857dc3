using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.EndToEndTests.Servers;

/// <summary>
/// An IMAP server that lets everybody in by AUTHENTICATE PLAIN and answers every later command with OK. It can die, with a reset for each
/// session, and come back on the same port; it notes when each login reached it.
/// </summary>
internal sealed class StubBackend : IAsyncDisposable
{
    private readonly List<Socket> _open = [];
    private readonly List<TimeSpan> _logins = [];
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<Task> _serving = [];
    private Socket? _listener;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Time since it was made.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>When each login came.</summary>
    public IReadOnlyList<TimeSpan> Logins
    {
        get
        {
            lock (_lock)
            {
                return [.. _logins];
            }
        }
    }

    /// <summary>One that listens.</summary>
    public static StubBackend StartNew()
    {
        var backend = new StubBackend();
        backend.Start();
        return backend;
    }

    /// <summary>Begins to listen, again on the same port.</summary>
    public void Start()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(EndPoint);
        listener.Listen(1024);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _listener = listener;
        _serving.Add(AcceptAsync(listener));
    }

    /// <summary>Resets every connection and listens no more.</summary>
    public void Die()
    {
        _listener?.Dispose();
        _listener = null;
        lock (_lock)
        {
            foreach (var socket in _open)
            {
                // Without time to linger it is a reset; one that was closed before is left as it is.
                socket.Close(0);
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Die();
        await Task.WhenAll(_serving);
    }

    private async Task AcceptAsync(Socket listener)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                lock (_lock)
                {
                    _open.Add(socket);
                }

                sessions.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has died.
        }

        await Task.WhenAll(sessions);
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await stream.WriteAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] stub ready\r\n"u8.ToArray());
            while (await reader.ReadLineAsync() is { } line)
            {
                var words = line.Split(' ');
                if (words.Length > 1 && words[1].Equals("AUTHENTICATE", StringComparison.OrdinalIgnoreCase))
                {
                    lock (_lock)
                    {
                        _logins.Add(Now);
                    }
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes($"{words[0]} OK [CAPABILITY IMAP4rev1] done\r\n"));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has left, or the backend has died.
        }
    }
}
