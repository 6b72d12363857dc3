using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Admission;

/// <summary>One connection's place among those counted by the <see cref="Lobby"/>, whose lock guards its fields. Thread-safe.</summary>
public sealed class Seat
{
    private readonly Lobby _lobby;

    internal Seat(Lobby lobby, SeatBlock block)
    {
        _lobby = lobby;
        Block = block;
    }

    internal SeatBlock Block { get; }

    internal ISeatOccupant? Occupant { get; set; }

    internal SeatState State { get; set; }

    internal Crowd? Crowd { get; set; }

    internal SourceStanding Standing { get; set; }

    // Where it is in its block; a negative bucket: in none.
    internal int Bucket { get; set; } = SeatBlock.NoBucket;

    internal Seat? Next { get; set; }

    internal Seat? Previous { get; set; }

    // Where it is among all that wait.
    internal int Index { get; set; }

    /// <summary>Whether it had to go for another.</summary>
    public bool IsEvicted => State == SeatState.Leaving;

    /// <summary>The connection is there and may be judged from now on.</summary>
    public void Settle(ISeatOccupant occupant, TimeSpan now) => _lobby.Settle(this, occupant, now);

    /// <summary>Something has happened that may have changed the score.</summary>
    public void Touch(TimeSpan now) => _lobby.Touch(this, now);

    /// <summary>A balancer has told who the client is.</summary>
    public void MoveTo(IPAddress? source, SourceStanding standing, TimeSpan now) => _lobby.Move(this, source, standing, now);

    /// <summary>What is known of its place has changed.</summary>
    public void Judge(SourceStanding standing, TimeSpan now) => _lobby.Judge(this, standing, now);

    /// <summary>The client is logged in: it is counted as a session from now on.</summary>
    public void LogIn() => _lobby.LogIn(this);

    /// <summary>The socket is gone. Idempotent.</summary>
    public void Leave() => _lobby.Leave(this);

    /// <summary>The score now: 0 for who goes last or never.</summary>
    public int ScoreAt(TimeSpan now) => _lobby.ScoreOf(this, now);
}
