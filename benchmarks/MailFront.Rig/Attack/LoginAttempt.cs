using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Load.Measuring;
using MailFront.Rig.Population;

namespace MailFront.Rig.Attack;

/// <summary>One connection of a client: greeting, LOGIN, and what its kind does then.</summary>
internal sealed class LoginAttempt(Arrival arrival, AttackOptions options, LoadClock clock) : IDisposable
{
    private const int BufferBytes = 1024;

    /// <summary>Time that a bot gives its LOGIN before it hangs up.</summary>
    private static readonly TimeSpan _leaveAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Time that a client gives its LOGOUT.</summary>
    private static readonly TimeSpan _logoutPatience = TimeSpan.FromSeconds(5);

    /// <summary>Response codes and texts by which servers say "later": RFC 5530, Cyrus's SASL_FAIL.</summary>
    private static readonly string[] _temporary = ["[UNAVAILABLE]", "[LIMIT]", "[INUSE]", "[IN-USE]", "[SERVERBUG]", "generic failure", "emporar"];

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private int _start;
    private int _end;

    /// <summary>How it ended.</summary>
    public LoginOutcome Outcome { get; private set; } = LoginOutcome.NotConnected;

    /// <summary>When it was known how.</summary>
    public long DecidedAt { get; private set; }

    /// <summary>
    /// Connects, sends LOGIN and waits for what comes of it. <paramref name="scheduled"/> is when that was meant to begin; patience counts
    /// from there.
    /// </summary>
    public async Task DecideAsync(long scheduled, CancellationToken cancellationToken)
    {
        var left = (options.PatienceSeconds * LoadClock.Second + scheduled - clock.Now) / LoadClock.Millisecond;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(1, left)));
        try
        {
            Outcome = await LoginAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Outcome = LoginOutcome.TimedOut;
        }
        catch (SocketException)
        {
            // Refused before the connection stood, closed after: the outcome says so already.
        }

        DecidedAt = clock.Now;
    }

    /// <summary>Ends the connection in the client's way: LOGOUT, hanging up, or staying.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var isBot = arrival.Kind == LoginKind.Bot;
        var isAnswered = Outcome is LoginOutcome.Ok or LoginOutcome.Temporary or LoginOutcome.BadPassword;
        if (!isAnswered || (isBot && arrival.Habit != BotHabit.Hold))
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(isBot ? TimeSpan.FromSeconds(options.HoldSeconds) : _logoutPatience);
        try
        {
            if (!isBot)
            {
                await SendAsync("b LOGOUT\r\n", patience.Token);
            }

            while (await LineAsync(patience.Token) is not null)
            {
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The outcome is known; how the connection ends does not change it.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static LoginOutcome Judge(string answer)
    {
        if (answer.StartsWith("OK", StringComparison.OrdinalIgnoreCase))
        {
            return LoginOutcome.Ok;
        }

        return _temporary.Any(text => answer.Contains(text, StringComparison.OrdinalIgnoreCase)) ? LoginOutcome.Temporary : LoginOutcome.BadPassword;
    }

    private async Task<LoginOutcome> LoginAsync(CancellationToken cancellationToken)
    {
        _socket.Bind(new IPEndPoint(arrival.Source, 0));
        await _socket.ConnectAsync(options.Server, cancellationToken);
        Outcome = LoginOutcome.Closed;
        if (await LineAsync(cancellationToken) is not { } greeting || !greeting.StartsWith("* OK", StringComparison.Ordinal))
        {
            return LoginOutcome.Closed;
        }

        await SendAsync($"a LOGIN {arrival.User} {arrival.Password}\r\n", cancellationToken);
        if (arrival.Habit == BotHabit.Leave)
        {
            await Task.Delay(_leaveAfter, clock.Time, cancellationToken);
            return LoginOutcome.Left;
        }

        while (await LineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("a ", StringComparison.Ordinal))
            {
                return Judge(line[2..]);
            }
        }

        return LoginOutcome.Closed;
    }

    private async ValueTask SendAsync(string text, CancellationToken cancellationToken) =>
        await _socket.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None, cancellationToken);

    /// <summary>One line without its end; null when the server has closed or says too much.</summary>
    private async ValueTask<string?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, feed).TrimEnd('\r');
                _start += feed + 1;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
            var count = _end < _buffer.Length ? await _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancellationToken) : 0;
            if (count == 0)
            {
                return null;
            }

            _end += count;
        }
    }
}
