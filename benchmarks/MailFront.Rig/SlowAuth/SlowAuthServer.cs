using System.Net.Sockets;
using System.Text;
using MailFront.Rig.Population;

namespace MailFront.Rig.SlowAuth;

/// <summary>
/// saslauthd with a PAM that waits, in miniature. Its workers accept in the kernel's order, serve one asker each, do not notice that an
/// asker leaves, and after the answer wait until the asker closes, as the original does.
/// </summary>
internal sealed class SlowAuthServer : IDisposable
{
    private static readonly byte[] _yes = "\0\u0002OK"u8.ToArray();
    private static readonly byte[] _no = "\0\u0002NO"u8.ToArray();

    private readonly SlowAuthOptions _options;
    private readonly TimeProvider _time;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket? _control;

    /// <summary>Listens; the socket is open to everybody on the machine.</summary>
    public SlowAuthServer(SlowAuthOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        File.Delete(options.Path);
        _listener.Bind(new UnixDomainSocketEndPoint(options.Path));
        File.SetUnixFileMode(options.Path, (UnixFileMode)0b110_110_110);
        _listener.Listen(options.Backlog);
        if (options.Control is not null)
        {
            _control = new Socket(options.Control.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _control.Bind(options.Control);
            _control.Listen();
        }
    }

    /// <summary>What was asked so far.</summary>
    public SlowAuthCounts Counts { get; } = new();

    /// <summary>Serves until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([.. Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync(cancellationToken)), TellAsync(cancellationToken)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _control?.Dispose();
        File.Delete(_options.Path);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var asker = await _listener.AcceptAsync(cancellationToken);
            try
            {
                if (await SaslauthdRequest.ReadAsync(asker, cancellationToken) is { } request)
                {
                    await AnswerAsync(asker, request, cancellationToken);
                }
            }
            catch (SocketException)
            {
                // The asker is gone: the worker is free for the next one.
            }
        }
    }

    private async Task AnswerAsync(Socket asker, SaslauthdRequest request, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var kind = PasswordBook.KindOf(request.Login, request.Password, _options.Users);
        var isRight = PasswordBook.IsRight(kind);
        Counts.Asked(kind);
        await Task.Delay(isRight ? _options.Right : _options.Wrong, _time, cancellationToken);
        var isAbandoned = asker.Poll(TimeSpan.Zero, SelectMode.SelectRead) && asker.Available == 0;
        try
        {
            await asker.SendAsync(isRight ? _yes : _no, SocketFlags.None, cancellationToken);
            asker.Shutdown(SocketShutdown.Send);
            var rest = new byte[64];
            while (await asker.ReceiveAsync(rest, SocketFlags.None, cancellationToken) > 0)
            {
            }
        }
        finally
        {
            Counts.Freed(kind, _time.GetElapsedTime(began), isAbandoned);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        while (_control is not null)
        {
            using var reader = await _control.AcceptAsync(cancellationToken);
            try
            {
                await reader.SendAsync(Encoding.UTF8.GetBytes(Counts.Json().ToJsonString() + "\n"), SocketFlags.None, cancellationToken);
            }
            catch (SocketException)
            {
                // Whoever asked did not wait for the answer.
            }
        }
    }
}
