using System.Net.Sockets;
using System.Text;
using MailFront.Rig.SlowAuth;

namespace MailFront.Rig.SelfTests;

/// <summary>slowauth, asked over its socket.</summary>
internal sealed class SlowAuthChecks(RigSelfTest test, TimeProvider time)
{
    private const int Workers = 2;

    private static readonly TimeSpan _wrong = TimeSpan.FromMilliseconds(400);
    private static readonly string _path = Path.Combine(Path.GetTempPath(), $"mailfront-rig-{Environment.ProcessId}.sock");

    /// <summary>Runs them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var options = new SlowAuthOptions
        {
            Path = _path,
            Workers = Workers,
            Backlog = 32,
            Right = TimeSpan.FromMilliseconds(10),
            Wrong = _wrong,
            Users = 2000,
        };
        using var server = new SlowAuthServer(options, time);
        var running = server.RunAsync(stop.Token);

        var (answer, took) = await AskAsync("user0001", "pw0001", cancellationToken);
        test.Check("the right password is answered soon", answer == "OK" && took < _wrong / 2, $"{answer} {took}");
        (answer, took) = await AskAsync("user0001", "pw0002", cancellationToken);
        test.Check("the wrong one late", answer == "NO" && took >= _wrong, $"{answer} {took}");

        using (var first = await SendAsync("info", "a", cancellationToken))
        using (var second = await SendAsync("info", "b", cancellationToken))
        {
            // Both leave at once: their workers do not notice.
        }

        (answer, took) = await AskAsync("user0001", "pw0001", cancellationToken);
        test.Check("askers who left hold their workers to the end", answer == "OK" && took >= _wrong / 2, $"{answer} {took}");

        using var lingering = await SendAsync("user0001", "pw0001", cancellationToken);
        using var another = await SendAsync("user0001", "pw0001", cancellationToken);
        var waiting = AskAsync("user0002", "pw0002", cancellationToken);
        await Task.Delay(_wrong, time, cancellationToken);
        var wasFree = waiting.IsCompleted;
        lingering.Dispose();
        (answer, _) = await waiting;
        test.Check("a worker is free when its asker has closed, not before", !wasFree && answer == "OK");

        await stop.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static async Task<Socket> SendAsync(string user, string password, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellationToken);
        var question = new List<byte>();
        foreach (var text in new[] { user, password, "imap", "" })
        {
            question.AddRange([0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)]);
        }

        await socket.SendAsync(question.ToArray(), SocketFlags.None, cancellationToken);
        return socket;
    }

    private async Task<(string Answer, TimeSpan Took)> AskAsync(string user, string password, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var socket = await SendAsync(user, password, cancellationToken);
        var buffer = new byte[64];
        var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        return (Encoding.UTF8.GetString(buffer, 2, Math.Max(0, count - 2)), time.GetElapsedTime(began));
    }
}
