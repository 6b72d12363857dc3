using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Load.Clients;
using MailFront.Load.CommandLine;

namespace MailFront.Load.Telling;

/// <summary>
/// Tries to tell why logins fail from all that a client sees. Each round is one wrong login for each user name, sent at the same moment
/// over connections of their own; for each two names and each feature it prints how good the best threshold is.
/// </summary>
internal sealed class TellRun
{
    private const int BufferBytes = 4096;
    private static readonly TimeSpan _closeWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    private readonly IPEndPoint _server;
    private readonly MailProtocol _protocol;
    private readonly string[] _users;
    private readonly string _password;
    private readonly int _rounds;
    private readonly int _parallel;
    private readonly TimeProvider _time;
    private int _attempt;

    /// <summary>Reads the arguments.</summary>
    public TellRun(Arguments arguments, TimeProvider time)
    {
        _server = LoopbackEndpoint.Parse(arguments.Text("server", ""));
        _protocol = arguments.Choice("protocol", MailProtocol.Imap);
        _users = arguments.Text("users", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        _password = arguments.Text("password", "a-wrong-password");
        _rounds = arguments.Whole("rounds", 200, 1, 20_000);
        _parallel = arguments.Whole("parallel", 16, 1, 256);
        _time = time;
        if (_users.Length < 2)
        {
            throw new UsageException("tell --server ADDRESS:PORT --users NAME,NAME[,NAME…] needs two names of equal length or more");
        }
    }

    /// <summary>Runs and prints.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var samples = _users.Select(_ => new List<Refusal>()).ToArray();
        for (var done = 0; done < _rounds; done += _parallel)
        {
            var rounds = Math.Min(_parallel, _rounds - done);
            var answers = await Task.WhenAll(Enumerable.Range(0, rounds).Select(_ => RoundAsync(cancellationToken)));
            foreach (var answer in answers)
            {
                for (var i = 0; i < _users.Length; i++)
                {
                    samples[i].Add(answer[i]);
                }
            }
        }

        return Report(samples);
    }

    private async Task<Refusal[]> RoundAsync(CancellationToken cancellationToken)
    {
        var clients = new List<Socket>();
        try
        {
            foreach (var _ in _users)
            {
                clients.Add(await ConnectAsync(cancellationToken));
            }

            // A new one each time: a password that was wrong a moment ago is answered from memory.
            var password = string.Create(CultureInfo.InvariantCulture, $"{_password}{Interlocked.Increment(ref _attempt):000000}");
            return await Task.WhenAll(clients.Select((client, i) => TryAsync(client, _users[i], password, cancellationToken)));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(_server, cancellationToken);
        await client.ReceiveAsync(new byte[BufferBytes], cancellationToken);
        return client;
    }

    private async Task<Refusal> TryAsync(Socket client, string user, string password, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_patience);
        var isImap = _protocol == MailProtocol.Imap;
        var end = isImap ? "a NO" : "-ERR";
        if (!isImap)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes($"USER {user}\r\n"), bound.Token);
            await client.ReceiveAsync(new byte[BufferBytes], bound.Token);
        }

        var sent = _time.GetTimestamp();
        await client.SendAsync(Encoding.ASCII.GetBytes(isImap ? $"a LOGIN \"{user}\" {password}\r\n" : $"PASS {password}\r\n"), bound.Token);
        var buffer = new byte[BufferBytes];
        var (said, segments) = (string.Empty, 0);
        while (!said.Contains(end, StringComparison.Ordinal) || !said.EndsWith("\r\n", StringComparison.Ordinal))
        {
            var count = await client.ReceiveAsync(buffer, bound.Token);
            if (count == 0)
            {
                break;
            }

            segments++;
            said += Encoding.Latin1.GetString(buffer, 0, count);
        }

        var took = _time.GetElapsedTime(sent).TotalMilliseconds;
        await Task.Delay(_closeWait, _time, bound.Token);
        return new Refusal(took, said.Length, segments, client.Poll(0, SelectMode.SelectRead) ? 1 : 0);
    }

    private string Report(List<Refusal>[] samples)
    {
        var text = new StringBuilder();
        for (var i = 0; i < _users.Length; i++)
        {
            var times = samples[i].Select(sample => sample.Milliseconds).Order().ToArray();
            text.AppendLine(CultureInfo.InvariantCulture, $"{_users[i],-24} {times.Length} logins, median {times[times.Length / 2]:0.0} ms, from {times[0]:0.0} to {times[^1]:0.0} ms");
        }

        for (var i = 0; i < _users.Length; i++)
        {
            for (var j = i + 1; j < _users.Length; j++)
            {
                var (one, other) = (samples[i], samples[j]);
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{_users[i]} or {_users[j]}: AUC time {Auc(one, other, s => s.Milliseconds):0.000}, bytes {Auc(one, other, s => s.Bytes):0.000}, segments {Auc(one, other, s => s.Segments):0.000}, close {Auc(one, other, s => s.Closes):0.000}");
            }
        }

        return text.ToString();
    }

    private static double Auc(List<Refusal> one, List<Refusal> other, Func<Refusal, double> feature) =>
        AreaUnderCurve.Of([.. one.Select(feature)], [.. other.Select(feature)]);
}
