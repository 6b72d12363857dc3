using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MailFront.EndToEndTests.Clients;

/// <summary>
/// A client that decides about each byte it sends: one socket, TLS on request, lines in ISO 8859-1.
/// Each operation has a deadline and throws <see cref="TimeoutException"/> after it.
/// </summary>
internal sealed class LineClient : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;

    private LineClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(20);

    public IPEndPoint LocalEndPoint => _socket.LocalEndPoint as IPEndPoint ?? new IPEndPoint(IPAddress.None, 0);

    /// <summary>Bytes that were received and not yet asked for.</summary>
    public int Buffered => _end - _start;

    public static async Task<LineClient> ConnectAsync(EndPoint server, bool tls = false, string? from = null)
    {
        var isUnix = server is UnixDomainSocketEndPoint;
        var socket = new Socket(server.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (!isUnix)
            {
                socket.NoDelay = true;
            }

            if (from is not null)
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            }

            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await socket.ConnectAsync(server, timeout.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var client = new LineClient(socket);
        if (tls)
        {
            await client.SecureAsync();
        }

        return client;
    }

    /// <summary>Client side of a TLS handshake; any certificate will do, and is returned.</summary>
    public async Task<string> SecureAsync(string hostName = "localhost")
    {
        Assert.Equal(0, Buffered);
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await BoundedAsync(async token =>
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = hostName }, token);
            return 0;
        });
        _stream = secure;
        return secure.RemoteCertificate?.GetCertHashString() ?? "";
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => BoundedAsync(async token =>
    {
        await _stream.WriteAsync(bytes, token);
        return 0;
    });

    /// <summary>A line without its CRLF; null at the end of the stream.</summary>
    public async Task<string?> ReadLineOrEndAsync()
    {
        var line = new List<byte>();
        while (true)
        {
            if (Buffered == 0 && !await FillAsync())
            {
                return line.Count == 0 ? null : Encoding.Latin1.GetString([.. line]);
            }

            var value = _buffer[_start++];
            if (value == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(value);
        }
    }

    public async Task<string> ReadLineAsync() =>
        await ReadLineOrEndAsync() ?? throw new EndOfStreamException("The server closed the connection.");

    public async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            if (Buffered == 0 && !await FillAsync())
            {
                throw new EndOfStreamException($"The server closed the connection after {done} of {count} bytes.");
            }

            var chunk = Math.Min(Buffered, count - done);
            _buffer.AsSpan(_start, chunk).CopyTo(bytes.AsSpan(done));
            _start += chunk;
            done += chunk;
        }

        return bytes;
    }

    /// <summary>Everything until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        do
        {
            text.Append(Encoding.Latin1.GetString(_buffer, _start, Buffered));
            _start = _end;
        }
        while (await FillAsync());
        return text.ToString();
    }

    /// <summary>Tells the server that nothing more will come.</summary>
    public void ShutdownSend() => _socket.Shutdown(SocketShutdown.Send);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<bool> FillAsync()
    {
        _start = 0;
        _end = 0;
        try
        {
            _end = await BoundedAsync(async token => await _stream.ReadAsync(_buffer, token));
        }
        catch (IOException)
        {
            // A reset is an end as well; whoever needs an orderly one checks for the last line.
        }

        return _end > 0;
    }

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> operation)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        try
        {
            return await operation(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came within {Deadline}.");
        }
    }
}
