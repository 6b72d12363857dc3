using System.Globalization;
using System.Net;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Defence.Login;

namespace MailFront.Sessions;

/// <summary>A connection's place in the lobby: tells it what the connection is like, and ends the connection when it has to go.</summary>
internal sealed class ConnectionSeat : ISeatOccupant
{
    private readonly SessionRooms _rooms;
    private readonly ClientConnection _connection;
    private readonly Seat _seat;
    private readonly TimeSpan _accepted;
    private TimeSpan _turnBegan;
    private long _heardBefore;

    public ConnectionSeat(SessionRooms rooms, ClientConnection connection, Seat seat)
    {
        _rooms = rooms;
        _connection = connection;
        _seat = seat;
        _accepted = Now;
        _turnBegan = _accepted;
    }

    /// <summary>Whether it had to go for a newcomer.</summary>
    public bool IsEvicted => _seat.IsEvicted;

    /// <summary>The score now.</summary>
    public int Score => _seat.ScoreAt(Now);

    private TimeSpan Now => _rooms.Time.GetElapsedTime(0);

    /// <summary>From now on the connection may be judged.</summary>
    public void Settle() => _seat.Settle(this, Now);

    /// <summary>The connection is in another phase.</summary>
    public void StateChanged()
    {
        var now = Now;
        if (IsTheirTurn(_connection.State))
        {
            _turnBegan = now;
            _heardBefore = _connection.Channel.BytesReceived;
        }

        if (_connection.State == ConnectionState.Parked)
        {
            // A failure that was just observed may have made the place suspect.
            _seat.Judge(StandingOf(_connection.Source?.Address, now), now);
            return;
        }

        _seat.Touch(now);
    }

    /// <summary>A balancer has told who the client is.</summary>
    public void MoveTo(IPAddress? source)
    {
        var now = Now;
        _seat.MoveTo(source, StandingOf(source, now), now);
    }

    public void LogIn() => _seat.LogIn();

    /// <summary>The socket is gone.</summary>
    public void Leave() => _seat.Leave();

    /// <summary>Carries out the engine's decision that this connection goes.</summary>
    public void Evict(in Eviction eviction)
    {
        var facts = eviction.Facts;
        if (!facts.IsEnding)
        {
            Log.Evicted(_connection.Service.Logger, ClientAddress.Of(_connection.Source), eviction.Score, Explain(facts), _connection.SessionId);
        }

        _connection.End(CloseReason.Evicted, force: false);
        if (eviction.IsHurried || facts.IsEnding)
        {
            _connection.Channel.Abort();
        }
    }

    /// <inheritdoc/>
    public SeatFacts Look(TimeSpan now)
    {
        var state = _connection.State;
        var isTheirTurn = IsTheirTurn(state);
        var heard = _connection.Channel.BytesReceived - _heardBefore;
        var inTurn = now - _turnBegan;
        return new SeatFacts
        {
            Age = now - _accepted,
            Allowed = _connection.Settings.Login.LoginDeadline,
            Silence = isTheirTurn && heard == 0 ? inTurn : TimeSpan.Zero,
            Heard = isTheirTurn ? heard : 0,
            HeardIn = isTheirTurn ? inTurn : TimeSpan.Zero,
            Failures = _connection.Failures,
            IsOurTurn = state is ConnectionState.Authenticating or ConnectionState.Connecting || _connection.IsAccepted,
            IsEnding = state == ConnectionState.Closing,
            IsKnown = _connection.Class == LoginClass.Known,
        };
    }

    private static bool IsTheirTurn(ConnectionState state) => state is ConnectionState.ProxyHeader or ConnectionState.Handshake or ConnectionState.Dialogue;

    private static string Explain(in SeatFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"age=<{facts.Age.TotalSeconds:0.0}> silence=<{facts.Silence.TotalSeconds:0.0}> heard=<{facts.Heard}> failures=<{facts.Failures}> same_source=<{facts.SameSource}> proven_users=<{facts.Standing.ProvenUsers}> suspect=<{(facts.Standing.IsSuspect ? "yes" : "no")}>");

    private SourceStanding StandingOf(IPAddress? source, TimeSpan now) => _rooms.Evidence.StandingOf(source, now);
}
