using MailFront.Defence.Pressure;

namespace MailFront.Sessions.Login;

/// <summary>
/// When a connection before login is due, and why: the earliest of its phase, the line or literal it sends, and its login as a whole, each shrunk by
/// pressure. While the server acts for it (a credential is under way, its answer waits) nothing shrinks, and that time is not counted against
/// it afterwards. All moments are ages of the connection. Only arithmetic; its owner has the lock.
/// </summary>
internal struct LoginDeadlines(LoginOptions options)
{
    /// <summary>The most pressure there can be: with it deadlines are at their floors.</summary>
    public const float FullPressure = 1;

    /// <summary>From the start of a handshake to its whole ClientHello. 5 s: the client needs nobody's answer for it.</summary>
    public static readonly TimeSpan ClientHelloDeadline = TimeSpan.FromSeconds(5);

    private CloseReason _reason = CloseReason.LoginTimeout;
    private TimeSpan _phaseAt;
    private TimeSpan _phase = options.LoginDeadline;
    private TimeSpan _phaseFloor = DeadlineFloors.Login;
    private bool _hasPiece;
    private TimeSpan _pieceAt;
    private int _pieceFrom;
    private int _pieceBytes;
    private int _announced;
    private bool _isServerActing;
    private TimeSpan _serverActsAt;
    private TimeSpan _serverTime;

    /// <summary>A new phase begins at <paramref name="age"/>.</summary>
    public void Expect(CloseReason reason, TimeSpan phase, TimeSpan floor, TimeSpan age)
    {
        if (_isServerActing)
        {
            _serverTime += age - _serverActsAt;
            _isServerActing = false;
        }

        (_reason, _phase, _phaseFloor, _phaseAt) = (reason, phase, floor, age);
    }

    /// <summary>A handshake begins, with its hello.</summary>
    public void ExpectHello(TimeSpan age)
    {
        var hello = options.HandshakeDeadline < ClientHelloDeadline ? options.HandshakeDeadline : ClientHelloDeadline;
        Expect(CloseReason.HandshakeTimeout, hello, DeadlineFloors.ClientHello, age);
    }

    /// <summary>The hello is there. The handshake's time has run since it was expected.</summary>
    public void HelloCame() => (_phase, _phaseFloor) = (options.HandshakeDeadline, DeadlineFloors.Handshake);

    /// <summary>Part of a line or literal is there. A literal is a piece of its own, with time for all that was announced.</summary>
    public void PieceGrows(int received, int announced, TimeSpan age)
    {
        if (!_hasPiece || announced > _announced)
        {
            (_hasPiece, _pieceAt, _pieceFrom, _announced) = (true, age, received, announced);
        }

        _pieceBytes = Math.Max(received, _announced) - _pieceFrom;
    }

    /// <summary>The command is complete. False when it came in one piece.</summary>
    public bool PieceDone()
    {
        var had = _hasPiece;
        (_hasPiece, _announced) = (false, 0);
        return had;
    }

    /// <summary>From <paramref name="age"/> on it is the server's turn, until the next phase.</summary>
    public void ServerActs(TimeSpan age)
    {
        Expect(CloseReason.LoginTimeout, options.LoginDeadline, DeadlineFloors.Login, age);
        (_isServerActing, _serverActsAt, _hasPiece) = (true, age, false);
    }

    /// <summary>At which age the connection is due under <paramref name="pressure"/>, and why.</summary>
    public readonly (TimeSpan Due, CloseReason Reason) Due(float pressure)
    {
        if (_isServerActing)
        {
            return (options.LoginDeadline, CloseReason.LoginTimeout);
        }

        var total = Scaled(options.LoginDeadline, DeadlineFloors.Login, pressure) + _serverTime;
        var due = (Due: total < options.LoginDeadline ? total : options.LoginDeadline, Reason: CloseReason.LoginTimeout);
        var phase = _phaseAt + Scaled(_phase, _phaseFloor, pressure);
        if (phase < due.Due)
        {
            due = (phase, _reason);
        }

        var piece = _pieceAt + MinimumRate.BudgetOf(_pieceBytes, Scaled(MinimumRate.Grace, DeadlineFloors.Grace, pressure));
        return _hasPiece && piece < due.Due ? (piece, CloseReason.TooSlow) : due;
    }

    private readonly TimeSpan Scaled(TimeSpan full, TimeSpan floor, float pressure) => ScaledDeadline.Of(full, floor, pressure, options.ScalingStart);
}
