using MailFront.Defence.Pressure;
using MailFront.Transport;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Handshakes;

namespace MailFront.Sessions.Login;

/// <summary>
/// The deadlines of one connection before login, all absolute: a drip of bytes does not move them. When one passes, reading
/// ends, a last word may be written, and after a grace the channel is aborted. How long they are is <see cref="LoginDeadlines"/>' matter.
/// </summary>
internal sealed class LoginClock : IDeadlineTarget, IDisposable
{
    // For the last word and an orderly close; a client that takes neither is reset.
    private static readonly TimeSpan _lastWordGrace = TimeSpan.FromSeconds(5);

    // How late a connection past its floor may feel that pressure has risen: as often as it is measured.
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private readonly Channel _channel;
    private readonly DeadlineWheel _wheel;
    private readonly LoginOptions _options;
    private readonly DeadlineEntry _entry;
    private readonly WheelDelay _parking;
    private readonly long _accepted;
    private readonly Lock _gate = new();
    private LoginDeadlines _deadlines;
    private CloseReason? _expired;
    private HandshakeTurn? _handshake;

    // Made when work is first done elsewhere for this connection; most bots never get so far. Holds neither timer nor handle.
    private CancellationTokenSource? _ended;
    private bool _isOver;
    private bool _firstCommandDone;
    private bool _commandBegan;
    private bool _hasFailed;

    /// <summary>Starts the clock: the connection was accepted now.</summary>
    public LoginClock(SessionRooms rooms, ClientConnection connection)
    {
        _rooms = rooms;
        _connection = connection;
        _channel = connection.Channel;
        _wheel = rooms.Wheel;
        _options = connection.Settings.Login;
        _entry = new DeadlineEntry(this);
        _parking = new WheelDelay(_wheel);
        _accepted = rooms.Time.GetTimestamp();
        _deadlines = new LoginDeadlines(_options);
        Change(CloseReason.LoginTimeout, _options.LoginDeadline, DeadlineFloors.Login);
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

    public void ExpectProxyHeader() => Change(CloseReason.ProxyHeaderTimeout, _options.ProxyHeaderDeadline, DeadlineFloors.ProxyHeader);

    /// <summary>TLS comes next; <paramref name="turn"/> is told when the connection must end.</summary>
    public void ExpectHandshake(HandshakeTurn? turn)
    {
        lock (_gate)
        {
            _handshake = turn;
            if (_expired is not null)
            {
                turn?.Leave();
            }

            // A deadline for the hello alone is for crowds of strangers; a place that is proven has all of the handshake's time.
            if (turn is null or { IsProven: true })
            {
                _deadlines.Expect(CloseReason.HandshakeTimeout, _options.HandshakeDeadline, DeadlineFloors.Handshake, Age);
            }
            else
            {
                _deadlines.ExpectHello(Age);
            }

            Schedule();
        }
    }

    /// <summary>The whole ClientHello is there; the handshake has what is left of its time.</summary>
    public void HelloCame()
    {
        lock (_gate)
        {
            _deadlines.HelloCame();
            Schedule();
        }
    }

    /// <summary>TLS is on: nobody waits for a turn any more.</summary>
    public void HandshakeDone() => _handshake = null;

    public void ExpectFirstCommand()
    {
        _firstCommandDone = false;
        Change(CloseReason.FirstCommandTimeout, _options.FirstCommandDeadline, DeadlineFloors.FirstCommand);
    }

    /// <summary>Bytes of a command that is not complete are there, and more is waited for.</summary>
    /// <param name="received">How many there are.</param>
    /// <param name="announced">Where the last literal announced will end, counted as these; 0 when there is none.</param>
    public void CommandGrows(int received, int announced)
    {
        lock (_gate)
        {
            if (_firstCommandDone && !_commandBegan && !_hasFailed)
            {
                _commandBegan = true;
                _deadlines.Expect(CloseReason.CommandTimeout, _options.CommandDeadline, DeadlineFloors.Command, Age);
            }

            _deadlines.PieceGrows(received, announced, Age);
            Schedule();
        }
    }

    /// <summary>A command is complete; the next one has until the end of the login deadline to begin.</summary>
    public void CommandDone()
    {
        lock (_gate)
        {
            var hadPiece = _deadlines.PieceDone();
            if (!_hasFailed && (!_firstCommandDone || _commandBegan))
            {
                _firstCommandDone = true;
                _commandBegan = false;
                _deadlines.Expect(CloseReason.LoginTimeout, _options.LoginDeadline, DeadlineFloors.Login, Age);
                Schedule();
            }
            else if (hadPiece)
            {
                Schedule();
            }
        }
    }

    /// <summary>A credential is there: the time it takes to be answered is not the client's.</summary>
    public void AttemptBegan()
    {
        lock (_gate)
        {
            _deadlines.ServerActs(Age);
            Schedule();
        }
    }

    /// <summary>An attempt was answered that proves nothing: it is the client's turn again.</summary>
    public void AttemptEnded() => Change(CloseReason.LoginTimeout, _options.LoginDeadline, DeadlineFloors.Login);

    /// <summary>A failed login was answered; the next try must come within <paramref name="deadline"/>, whatever else is said.</summary>
    public void ExpectBetterTry(TimeSpan deadline)
    {
        _hasFailed = true;
        Change(CloseReason.FailedTimeout, deadline, DeadlineFloors.Failed);
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
        _handshake?.Leave();
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

        CloseReason? reason;
        lock (_gate)
        {
            reason = Look();
        }

        if (reason is { } passed)
        {
            End(passed);
        }
    }

    private TimeSpan Age => _rooms.Time.GetElapsedTime(_accepted);

    private void Change(CloseReason reason, TimeSpan phase, TimeSpan floor)
    {
        lock (_gate)
        {
            _deadlines.Expect(reason, phase, floor, Age);
            Schedule();
        }
    }

    // Sets the wheel to the earliest moment at which the deadline could pass, whatever becomes of pressure: nearly all clients are done before, so
    // that pressure and evidence are asked about few. Under the lock.
    private void Schedule()
    {
        if (_expired is null && !_isOver)
        {
            var (earliest, _) = _deadlines.Due(LoginDeadlines.FullPressure);
            var left = earliest - Age;
            _wheel.Schedule(_entry, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    // Why the connection must end now; null when it need not, and then the wheel is set to the next look. Under the lock.
    private CloseReason? Look()
    {
        if (_isOver)
        {
            return null;
        }

        var age = Age;
        var (due, reason) = _deadlines.Due(_rooms.Pressure.LevelForUnproven);
        var isProven = due <= age && IsProven();
        if (isProven)
        {
            (due, reason) = _deadlines.Due(0);
        }

        if (due <= age)
        {
            return reason;
        }

        var (earliest, _) = _deadlines.Due(LoginDeadlines.FullPressure);
        var left = due - age;
        var untilLook = earliest > age ? earliest - age : _look;
        _wheel.Schedule(_entry, !isProven && untilLook < left ? untilLook : left);
        return null;
    }

    // Without pressure nothing depends on it, and nobody is asked.
    private bool IsProven() =>
        _rooms.Pressure.LevelForUnproven > _options.ScalingStart
        && _rooms.Evidence.StandingOf(_connection.Source?.Address, _rooms.Time.GetElapsedTime(0)).IsProven;
}
