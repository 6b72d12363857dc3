using System.Net;
using MailFront.Backends;
using MailFront.Backends.Pacing;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Sessions.Login;
using MailFront.Transport;
using MailFront.Transport.Relaying;

namespace MailFront.Sessions;

/// <summary>
/// One client, from accept to close. Runs the phases in order, owns the deadlines, catches everything, closes once with one
/// reason. What a phase needed is garbage when it ends.
/// </summary>
public sealed class ClientConnection
{
    private readonly Func<SessionRooms> _current;
    private readonly SessionRooms _rooms;
    private readonly Channel _channel;
    private readonly ConnectionSeat _seat;
    private readonly Lock _gate = new();
    private LoginClock? _clock;
    private Relay? _relay;
    private readonly long _accepted;
    private ConnectionState _state;
    private long _stateSince;
    private ulong _ruleMarks;
    private CloseReason? _asked;
    private bool _forceRequested;

    internal ClientConnection(Func<SessionRooms> rooms, Service service, Channel channel, Seat seat)
    {
        _current = rooms;
        _rooms = rooms();
        _channel = channel;
        Service = service;
        Settings = service.Settings;
        SessionId = _rooms.Ids.Next();
        _accepted = _rooms.Time.GetTimestamp();
        _stateSince = _accepted;
        Source = channel.RemoteEndPoint as IPEndPoint;
        Destination = channel.LocalEndPoint as IPEndPoint;
        _seat = new ConnectionSeat(_rooms, this, seat);
    }

    /// <summary>The service the client came to.</summary>
    public Service Service { get; }

    /// <summary>Our name for this connection in logs and towards the backend.</summary>
    public string SessionId { get; }

    /// <summary>The client's address, as the socket or a trusted PROXY header tells it; null behind a unix socket.</summary>
    public IPEndPoint? Source { get; internal set; }

    /// <summary>The address the client connected to; null behind a unix socket.</summary>
    public IPEndPoint? Destination { get; internal set; }

    /// <summary>Time since it was accepted.</summary>
    internal TimeSpan Age => _rooms.Time.GetElapsedTime(_accepted);

    /// <summary>The present phase.</summary>
    public ConnectionState State
    {
        get => _state;
        internal set
        {
            _state = value;
            Volatile.Write(ref _stateSince, _rooms.Time.GetTimestamp());
            _seat.StateChanged();
        }
    }

    /// <summary>Credentials offered so far.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Failed logins so far.</summary>
    public int Failures { get; internal set; }

    /// <summary>Class of the last login attempt; null before the first.</summary>
    public LoginClass? Class { get; internal set; }

    /// <summary>The user who is logged in; null before login.</summary>
    public string? User { get; private set; }

    /// <summary>The canonical name of the last login attempt; for the log when it is given up.</summary>
    internal string? AttemptedUser { get; set; }

    /// <summary>The credential was right and the backend is there: only the OK is left to be said.</summary>
    internal bool IsAccepted { get; set; }

    /// <summary>The session's place among those of its user and address; null before the credential was right.</summary>
    internal SessionLease? Lease { get; set; }

    internal ConnectionSeat Seat => _seat;

    internal ServiceSettings Settings { get; }

    /// <summary>The rooms in force now: a reload may have replaced checkers since the client connected.</summary>
    internal SessionRooms CurrentRooms => _current();

    internal Channel Channel => _channel;

    internal ClientIdentity Identity => new(Source, Destination, SessionId);

    /// <summary>Serves the client until the connection is closed. Never throws.</summary>
    internal async Task RunAsync()
    {
        var reason = CloseReason.InternalError;
        _rooms.Ledger.Enter(this);
        _seat.Settle();
        try
        {
            var login = await LogInAsync();
            reason = login.Backend is null ? login.Reason : await ServeAsync(login.Backend);
        }
        catch (OperationCanceledException) when (_clock?.Expired is not null)
        {
            reason = _clock?.Expired ?? CloseReason.Shutdown;
            LoginLog.WriteGivenUp(_rooms.Logins, this, reason);
        }
        catch (Exception e)
        {
            Log.ConnectionFailed(Service.Logger, e, SessionId);
        }

        await EndAsync(reason);
    }

    /// <summary>What rules, lists and explanations see of the connection now. From any thread.</summary>
    public ConnectionRow ToRow()
    {
        var now = _rooms.Time.GetTimestamp();
        return new ConnectionRow
        {
            Id = SessionId,
            Service = Service.Name,
            Protocol = Service.Protocol == MailProtocol.Imap ? "imap" : "pop3",
            Source = Source?.Address,
            State = State,
            Age = _rooms.Time.GetElapsedTime(_accepted, now),
            InState = _rooms.Time.GetElapsedTime(Volatile.Read(ref _stateSince), now),
            Attempts = Attempts,
            Failures = Failures,
            BytesIn = _channel.BytesReceived,
            BytesOut = _channel.BytesSent,
            IsSecure = _channel.IsSecure,
            Class = Class,
            Score = _seat.Score,
            User = User ?? AttemptedUser,
        };
    }

    /// <summary>Ends the connection soon, for a stop of the process: at once before login; after login only when <paramref name="force"/> says so.</summary>
    public void Stop(bool force) => End(CloseReason.Shutdown, force);

    /// <summary>
    /// Ends the connection soon for <paramref name="reason"/>, unless it ends already: at once before login; after login only when
    /// <paramref name="force"/> says so. From any thread; never waits.
    /// </summary>
    public void End(CloseReason reason, bool force)
    {
        LoginClock? clock;
        Relay? relay;
        lock (_gate)
        {
            // What does not end a session is no reason of its end either.
            _asked ??= force || User is null ? reason : null;
            _forceRequested |= force;
            clock = _clock;
            relay = force ? _relay : null;
        }

        clock?.End(reason);
        relay?.Stop();
    }

    /// <summary>Notes that the rule of <paramref name="slot"/> has acted here; false when it has before. From any thread.</summary>
    internal bool TryMark(int slot) => (Interlocked.Or(ref _ruleMarks, 1UL << slot) & (1UL << slot)) == 0;

    /// <summary>Forgets what the rules of <paramref name="slots"/> have done. From any thread.</summary>
    internal void Unmark(ulong slots) => Interlocked.And(ref _ruleMarks, ~slots);

    // All that login needs hangs from here, and is garbage when the session begins.
    private async ValueTask<LoginPhaseOutcome> LogInAsync()
    {
        var clock = StartClock();
        if (await new Entrance(_rooms, this, clock).EnterAsync() is { } refused)
        {
            return LoginPhaseOutcome.Ended(refused);
        }

        var login = await new LoginPhase(_rooms, this, clock).RunAsync();
        if (login.Backend is not null)
        {
            StopClock();
            User = login.User;
            _rooms.Ledger.NoteLoggedIn();
            _seat.LogIn();
        }

        return login;
    }

    private async ValueTask<CloseReason> ServeAsync(BackendConnection backend)
    {
        State = ConnectionState.Relaying;
        using var session = backend.BeginSession(_rooms.Wheel);
        try
        {
            var relay = StartRelay(session);
            var result = await relay.RunAsync(_channel, backend.Channel, Settings.Relay);
            State = ConnectionState.Closing;
            var reason = ReasonOf(result.End);
            Log.SessionEnded(Service.Logger, User ?? string.Empty, backend.Backend, reason, result.BytesToBackend, result.BytesToClient, SessionId);
            if (Service.Protocol == MailProtocol.Imap)
            {
                // POP3 has no word for this, and one in the middle of a message would be part of it.
                await LastWordGuard.SayAsync(_rooms.Wheel, _channel, result.WasKept ? LastWords.BackendGone : LastWords.Of(MailProtocol.Imap, reason));
            }

            return reason;
        }
        finally
        {
            await backend.Channel.CloseAsync();
        }
    }

    private Relay StartRelay(BackendSession? session)
    {
        var relay = new Relay(_rooms.Sweeper, session);
        bool forceRequested;
        lock (_gate)
        {
            _relay = relay;
            forceRequested = _forceRequested;
        }

        if (forceRequested)
        {
            relay.Stop();
        }

        return relay;
    }

    private CloseReason ReasonOf(RelayEnd end) => end switch
    {
        RelayEnd.ClientClosed => CloseReason.ClientClosed,
        RelayEnd.BackendClosed => CloseReason.BackendClosed,
        RelayEnd.ClientBroken => CloseReason.ClientBroken,
        RelayEnd.BackendBroken => CloseReason.BackendBroken,
        RelayEnd.ClientIdle => CloseReason.Idle,
        _ => _asked ?? CloseReason.Shutdown,
    };

    private LoginClock StartClock()
    {
        var clock = new LoginClock(_rooms, this);
        CloseReason? asked;
        lock (_gate)
        {
            _clock = clock;
            asked = _asked;
        }

        if (asked is { } reason)
        {
            clock.End(reason);
        }

        return clock;
    }

    private void StopClock()
    {
        LoginClock? clock;
        lock (_gate)
        {
            clock = _clock;
            _clock = null;
        }

        clock?.Dispose();
    }

    private async ValueTask EndAsync(CloseReason reason)
    {
        var wasTalking = State is not (ConnectionState.ProxyHeader or ConnectionState.Handshake or ConnectionState.Closing);
        reason = User is null && _seat.IsEvicted ? CloseReason.Evicted : reason;
        State = ConnectionState.Closing;
        try
        {
            // Deadlines and a stop leave the last word to us: the dialogue has said it in all other cases.
            if (wasTalking && _clock?.Expired == reason && LastWords.Of(Service.Protocol, reason) is { Length: > 0 } word)
            {
                await _channel.WriteAsync(word);
            }

            await _channel.CloseAsync();
        }
        catch (Exception e)
        {
            Log.ConnectionFailed(Service.Logger, e, SessionId);
            _channel.Abort();
        }

        StopClock();
        if (User is null)
        {
            Log.ConnectionClosed(Service.Logger, ClientAddress.Of(Source), reason, SessionId);
        }

        Lease?.Dispose();
        _seat.Leave();
        _rooms.Ledger.Leave(this, reason, User is not null);
    }
}
