using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>
/// One client connection with lines, counted bodies and a deadline. A deadline that passes closes the socket (see
/// <see cref="DeadlineWatch"/>), which ends whatever waits; so no method takes a cancellation token.
/// </summary>
internal sealed class MailConnection(ClientOptions options, LoadClock clock) : IDisposable
{
    private const int TcpMaxSegment = 2;
    private const int SourceHosts = 250;

    private static readonly X509ChainPolicy _noDownloads = new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        VerificationFlags = X509VerificationFlags.AllFlags,
    };

    private static int _handshakes;

    private readonly Socket _socket = new(options.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _output = ArrayPool<byte>.Shared.Rent(1024);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(options.BufferBytes);
    private SslStream? _tls;
    private int _start;
    private int _end;
    private long _deadline = long.MaxValue;
    private bool _isExpired;
    private bool _isDisposed;

    /// <summary>The step that runs now; failures are reported under it.</summary>
    public Step Step { get; private set; }

    /// <summary>Body bytes are reported here as they arrive, so that a window cuts a long transfer where it should.</summary>
    public Action<int>? BytesArrived { get; set; }

    /// <summary>Begins a step that must end within the timeout.</summary>
    public void Begin(Step step) => Step = step;

    /// <summary>Gives everything from now on the whole timeout again.</summary>
    public void Arm() => Volatile.Write(ref _deadline, clock.Now + options.Timeout);

    /// <summary>Lets the connection rest without a deadline.</summary>
    public void Disarm() => Volatile.Write(ref _deadline, long.MaxValue);

    /// <summary>Closes the socket when the deadline has passed.</summary>
    public void ExpireAt(long now)
    {
        if (now >= Volatile.Read(ref _deadline))
        {
            Volatile.Write(ref _isExpired, true);
            _socket.Dispose();
        }
    }

    /// <summary>Connects, from the client's own source address when they are spread.</summary>
    public async ValueTask ConnectAsync(int client)
    {
        Begin(Step.Connect);
        try
        {
            if (options.SegmentBytes > 0)
            {
                _socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpMaxSegment, BitConverter.GetBytes(options.SegmentBytes));
            }

            if (options.Sources > 0 && options.Server.AddressFamily == AddressFamily.InterNetwork)
            {
                var source = client % options.Sources;
                _socket.Bind(new IPEndPoint(new IPAddress([127, 30, (byte)(source / SourceHosts), (byte)(1 + source % SourceHosts)]), 0));
            }

            await _socket.ConnectAsync(options.Server);
        }
        catch (Exception e) when (IsNetworkFailure(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Runs a full TLS handshake: sessions are never resumed, and the certificate's chain is not judged.</summary>
    public async ValueTask StartTlsAsync()
    {
        Begin(Step.Tls);
        try
        {
            _tls = new SslStream(new NetworkStream(_socket, ownsSocket: false), leaveInnerStreamOpen: false);
            await _tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                // Sessions are cached by name: a new name each time makes every handshake a full one, and unlike AllowTlsResume = false
                // it lets .NET keep its SSL_CTX, without which the generator costs a third more than the server it measures.
                TargetHost = $"u{Interlocked.Increment(ref _handshakes)}.mail.test",
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                CertificateChainPolicy = _noDownloads,
            });
        }
        catch (Exception e) when (IsNetworkFailure(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>The buffer to write a command into; send it with <see cref="SendAsync"/>.</summary>
    public Span<byte> Output => _output;

    /// <summary>Sends so many bytes of <see cref="Output"/>.</summary>
    public async ValueTask SendAsync(int length)
    {
        try
        {
            if (_tls is not null)
            {
                await _tls.WriteAsync(_output.AsMemory(0, length));
            }
            else
            {
                await _socket.SendAsync(_output.AsMemory(0, length), SocketFlags.None);
            }
        }
        catch (Exception e) when (IsNetworkFailure(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Reads one line without its CRLF; valid until the next read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync()
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var length = feed > 0 && _buffer[_start + feed - 1] == '\r' ? feed - 1 : feed;
                var line = _buffer.AsMemory(_start, length);
                _start += feed + 1;
                return line;
            }

            if (_end - _start == _buffer.Length)
            {
                throw Failed(FailureReason.Protocol);
            }

            if (await FillAsync() == 0)
            {
                throw Failed(FailureReason.Closed);
            }
        }
    }

    /// <summary>Reads exactly so many KiB of body and compares each chunk with the expected text.</summary>
    public async ValueTask ReadBodyAsync(int kib, MessageBody expected)
    {
        var size = kib * 1024;
        for (var read = 0; read < size;)
        {
            if (_start == _end && await FillAsync() == 0)
            {
                throw Failed(FailureReason.Closed);
            }

            var chunk = Math.Min(size - read, _end - _start);
            if (!expected.Agrees(_buffer.AsSpan(_start, chunk), read))
            {
                throw Failed(FailureReason.Body);
            }

            _start += chunk;
            read += chunk;
            BytesArrived?.Invoke(chunk);
        }
    }

    /// <summary>Waits until the server closes.</summary>
    public async ValueTask ReadEndAsync()
    {
        Begin(Step.Close);
        while (true)
        {
            _start = _end = 0;
            if (await FillAsync() == 0)
            {
                return;
            }
        }
    }

    /// <summary>A failure of the running step.</summary>
    public OperationFailedException Failed(FailureReason reason) => new(Step, reason);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _socket.Dispose();
        _tls?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        ArrayPool<byte>.Shared.Return(_output);
    }

    private static bool IsNetworkFailure(Exception e) =>
        e is SocketException or IOException or ObjectDisposedException or AuthenticationException or InvalidOperationException;

    private async ValueTask<int> FillAsync()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        try
        {
            var free = _buffer.AsMemory(_end);
            var count = _tls is not null ? await _tls.ReadAsync(free) : await _socket.ReceiveAsync(free, SocketFlags.None);
            _end += count;
            return count;
        }
        catch (Exception e) when (IsNetworkFailure(e))
        {
            throw Failure(e);
        }
    }

    private OperationFailedException Failure(Exception e)
    {
        if (Volatile.Read(ref _isExpired))
        {
            return new OperationFailedException(Step, FailureReason.Timeout, e);
        }

        var socketError = (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode;
        return new OperationFailedException(Step, e is AuthenticationException ? FailureReason.Tls : socketError switch
        {
            SocketError.ConnectionRefused => FailureReason.Refused,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => FailureReason.Reset,
            null when e is IOException => FailureReason.Closed,
            _ => FailureReason.Local,
        }, e);
    }
}
