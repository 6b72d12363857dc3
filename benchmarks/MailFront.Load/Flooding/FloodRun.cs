using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFront.Load.CommandLine;

namespace MailFront.Load.Flooding;

/// <summary>
/// A bounded flood of TLS handshakes: each connection sends the same ClientHello from an address of 127.40/16, waits for the answer that the server had to
/// compute, and leaves. It pays for no cryptography, as an attacker would not.
/// </summary>
internal sealed class FloodRun
{
    private const int BufferBytes = 4096;

    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(5);

    private readonly IPEndPoint _server;
    private readonly int _rate;
    private readonly double _seconds;
    private readonly int _most;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private int _open;
    private long _answered;
    private long _unanswered;
    private long _skipped;

    /// <summary>Reads the arguments.</summary>
    public FloodRun(Arguments arguments, TimeProvider time)
    {
        _server = LoopbackEndpoint.Parse(arguments.Text("server", ""));
        _rate = arguments.Whole("rate", 2000, 1, 20_000);
        _seconds = arguments.Number("time", 10, 0.1, 120);
        _most = arguments.Whole("open", 4000, 1, 15_000);
        _patience = TimeSpan.FromSeconds(arguments.Number("timeout", 5, 0.1, 60));
        _time = time;
    }

    /// <summary>Runs and reports.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var hello = await CannedHello.MakeAsync();
        var begun = _time.GetTimestamp();
        long started = 0;
        using (var timer = new PeriodicTimer(_tick, _time))
        {
            while (await timer.WaitForNextTickAsync(cancellationToken) && _time.GetElapsedTime(begun).TotalSeconds < _seconds)
            {
                for (var due = (long)(_time.GetElapsedTime(begun).TotalSeconds * _rate); started < due; started++)
                {
                    Start(hello, started, cancellationToken);
                }
            }
        }

        while (Volatile.Read(ref _open) > 0)
        {
            await Task.Delay(_tick, _time, cancellationToken);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"flood: {started} due in {_seconds} s, {_answered} answered, {_unanswered} closed or not answered, {_skipped} not sent since {_most} were open\n");
    }

    // Each ends by itself within its patience and is counted when it does.
    private void Start(byte[] hello, long number, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _open) >= _most)
        {
            _skipped++;
            return;
        }

        Interlocked.Increment(ref _open);
        _ = SendAsync(hello, number, cancellationToken);
    }

    private async Task SendAsync(byte[] hello, long number, CancellationToken cancellationToken)
    {
        try
        {
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bound.CancelAfter(_patience);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Bind(new IPEndPoint(new IPAddress([127, 40, (byte)(number / 250 % 250), (byte)(1 + (number % 250))]), 0));
            await socket.ConnectAsync(_server, bound.Token);
            await socket.SendAsync(hello, bound.Token);
            var count = await socket.ReceiveAsync(new byte[BufferBytes], bound.Token);
            Interlocked.Increment(ref count > 0 ? ref _answered : ref _unanswered);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            Interlocked.Increment(ref _unanswered);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
