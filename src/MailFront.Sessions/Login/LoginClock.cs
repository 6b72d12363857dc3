using MailFront.Transport;
using MailFront.Transport.Deadlines;

namespace MailFront.Sessions.Login;

/// <summary>
/// The deadlines of one connection before login, all absolute: a drip of bytes does not move them. When one passes, reading
/// ends, a last word may be written, and after a grace the channel is aborted.
/// </summary>
internal sealed class LoginClock : IDeadlineTarget, IDisposable
{
    // For the last word and an orderly close; a client that takes neither is reset.
    private static readonly TimeSpan _lastWordGrace = TimeSpan.FromSeconds(5);

    private readonly Channel _channel;
    private readonly DeadlineWheel _wheel;
    private readonly TimeProvider _time;
    private readonly LoginOptions _options;
    private readonly DeadlineEntry _entry;
    private readonly WheelDelay _parking;
    private readonly long _accepted;
    private readonly Lock _gate = new();
    private CloseReason _reason = CloseReason.LoginTimeout;
    private CloseReason? _expired;

    // Made when work is first done elsewhere for this connection; most bots never get so far. Holds neither timer nor handle.
    private CancellationTokenSource? _ended;
    private bool _isOver;
    private bool _firstCommandDone;
    private bool _commandBegan;
    private bool _hasFailed;

    /// <summary>Starts the clock: the connection was accepted now.</summary>
    public LoginClock(Channel channel, DeadlineWheel wheel, TimeProvider time, LoginOptions options)
    {
        _channel = channel;
        _wheel = wheel;
        _time = time;
        _options = options;
        _entry = new DeadlineEntry(this);
        _parking = new WheelDelay(wheel);
        _accepted = time.GetTimestamp();
        Arm(CloseReason.LoginTimeout, options.LoginDeadline);
    }

    /// <summary>Why the connection must end; null while it may go on.</summary>
    public CloseReason? Expired
    {
        get
        {
            lock (_gate)
            {
                return _expired;
            }
        }
    }

    /// <summary>Cancelled when the connection must end: for work done on its behalf elsewhere.</summary>
    public CancellationToken Ended
    {
        get
        {
            lock (_gate)
            {
                _ended ??= new CancellationTokenSource();
                return _expired is null ? _ended.Token : new CancellationToken(canceled: true);
            }
        }
    }

    public void ExpectProxyHeader() => Arm(CloseReason.ProxyHeaderTimeout, _options.ProxyHeaderDeadline);

    public void ExpectHandshake() => Arm(CloseReason.HandshakeTimeout, _options.HandshakeDeadline);

    public void ExpectFirstCommand()
    {
        _firstCommandDone = false;
        Arm(CloseReason.FirstCommandTimeout, _options.FirstCommandDeadline);
    }

    /// <summary>Bytes of a command that is not complete are there.</summary>
    public void CommandBegan()
    {
        if (_firstCommandDone && !_commandBegan && !_hasFailed)
        {
            _commandBegan = true;
            Arm(CloseReason.CommandTimeout, _options.CommandDeadline);
        }
    }

    /// <summary>A command is complete; the next one has until the end of the login deadline to begin.</summary>
    public void CommandDone()
    {
        if (!_hasFailed && (!_firstCommandDone || _commandBegan))
        {
            _firstCommandDone = true;
            _commandBegan = false;
            Arm(CloseReason.LoginTimeout, _options.LoginDeadline);
        }
    }

    /// <summary>A credential is there: the time it takes to be answered is not the client's.</summary>
    public void AttemptBegan() => Arm(CloseReason.LoginTimeout, _options.LoginDeadline);

    /// <summary>A failed login was answered; the next try must come within <paramref name="deadline"/>, whatever else is said.</summary>
    public void ExpectBetterTry(TimeSpan deadline)
    {
        _hasFailed = true;
        Arm(CloseReason.FailedTimeout, deadline);
    }

    /// <summary>Waits before an answer, holding neither thread nor timer. False when the connection must end meanwhile.</summary>
    public ValueTask<bool> ParkAsync(TimeSpan delay) => _parking.WaitAsync(delay);

    /// <summary>Ends the connection for <paramref name="reason"/>, unless a deadline has already.</summary>
    public void End(CloseReason reason)
    {
        CancellationTokenSource? ended;
        lock (_gate)
        {
            if (_expired is not null || _isOver)
            {
                return;
            }

            _expired = reason;
            ended = _ended;
            _wheel.Schedule(_entry, _lastWordGrace);
        }

        _channel.Interrupt();
        _parking.Wake();
        if (ended is not null)
        {
            // What waits for this runs elsewhere, not on the thread of all deadlines.
            ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), ended, preferLocal: false);
        }
    }

    /// <summary>The login succeeded, unless the connection must end already: then false. From here on no deadline applies.</summary>
    public bool TryFinish()
    {
        lock (_gate)
        {
            if (_expired is not null)
            {
                return false;
            }

            _isOver = true;
            _wheel.Cancel(_entry);
            return true;
        }
    }

    /// <summary>The login is over: no deadline applies any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _wheel.Cancel(_entry);
        }
    }

    /// <inheritdoc/>
    public void OnDeadline(DeadlineEntry entry)
    {
        // The deadline was moved while this call was on its way.
        if (_wheel.IsSet(entry))
        {
            return;
        }

        if (Expired is not null)
        {
            _channel.Abort();
            return;
        }

        End(_reason);
    }

    private void Arm(CloseReason reason, TimeSpan phase)
    {
        lock (_gate)
        {
            if (_expired is not null || _isOver)
            {
                return;
            }

            var left = _options.LoginDeadline - _time.GetElapsedTime(_accepted);
            _reason = phase < left ? reason : CloseReason.LoginTimeout;
            var delay = phase < left ? phase : left;
            _wheel.Schedule(_entry, delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        }
    }
}
