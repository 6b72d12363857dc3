using System.Net;
using System.Net.Sockets;
using MailFront.Load.Measuring;

namespace MailFront.Load.Stub;

/// <summary>
/// A mail store that is never the bottleneck: IMAP and POP3 from memory, and the two services a proxy asks for passwords
/// (saslauthd and nginx's auth_http).
/// </summary>
internal sealed class StubBackend : IDisposable
{
    private const int Backlog = 4096;
    private const int PauseWithoutDescriptorsMilliseconds = 10;

    private readonly List<Socket> _listeners = [];
    private readonly StubOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Binds all addresses.</summary>
    public StubBackend(StubOptions options, TimeProvider time)
    {
        _time = time;
        var body = new MessageBody(MessageBody.MaxKib);
        var imap = options.Imap.Select(e => Listen(e)).ToList();
        var pop3 = options.Pop3.Select(e => Listen(e)).ToList();
        _options = options with
        {
            Imap = [.. imap.Select(s => (IPEndPoint)s.LocalEndPoint!)],
            Pop3 = [.. pop3.Select(s => (IPEndPoint)s.LocalEndPoint!)],
        };
        var rule = new PasswordRule(options);
        var accepting = new List<Task>();
        accepting.AddRange(imap.Select(s => AcceptAsync(s, () => new ImapStub(rule, Statistics, body))));
        accepting.AddRange(pop3.Select(s => AcceptAsync(s, () => new Pop3Stub(rule, Statistics, body))));
        if (options.Http is { } http)
        {
            var listener = Listen(http);
            Http = (IPEndPoint)listener.LocalEndPoint!;
            accepting.Add(AcceptAsync(listener, () => new AuthHttpStub(_options, Statistics)));
        }

        if (options.SaslauthdPath is { } path)
        {
            File.Delete(path);
            accepting.Add(AcceptAsync(Listen(new UnixDomainSocketEndPoint(path)), () => new SaslauthdStub(Statistics)));
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        }

        Completion = Task.WhenAll(accepting);
    }

    /// <summary>The counters.</summary>
    public StubStatistics Statistics { get; } = new();

    /// <summary>Where IMAP is served, with the ports that were taken.</summary>
    public IReadOnlyList<IPEndPoint> Imap => _options.Imap;

    /// <summary>Where POP3 is served.</summary>
    public IReadOnlyList<IPEndPoint> Pop3 => _options.Pop3;

    /// <summary>Where HTTP is served.</summary>
    public IPEndPoint? Http { get; }

    /// <summary>Ends when all listeners were closed.</summary>
    public Task Completion { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        if (_options.SaslauthdPath is { } path)
        {
            File.Delete(path);
        }
    }

    private Socket Listen(EndPoint endpoint)
    {
        var isUnix = endpoint is UnixDomainSocketEndPoint;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _listeners.Add(socket);
        if (!isUnix)
        {
            // Accepted sockets inherit it: a small answer after a body must not wait for an acknowledgement.
            socket.NoDelay = true;
        }

        socket.Bind(endpoint);
        socket.Listen(Backlog);
        return socket;
    }

    private async Task AcceptAsync(Socket listener, Func<IStubDialogue> dialogue)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                // The connection never fails and lives as long as its client; the process ends them all.
                _ = StubConnection.ServeAsync(await listener.AcceptAsync(), dialogue());
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(PauseWithoutDescriptorsMilliseconds), _time, CancellationToken.None);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
