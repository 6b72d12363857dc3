using MailFront.Defence.Admission;

namespace MailFront.TestKit.Eviction;

/// <summary>One connection of a simulation.</summary>
internal sealed class SimulatedConnection : ISeatOccupant
{
    private static readonly TimeSpan _allowed = TimeSpan.FromSeconds(60);

    private readonly TimeSpan _accepted;
    private TimeSpan _turnBegan;

    public SimulatedConnection(TimeSpan accepted, bool isLegitimate)
    {
        _accepted = accepted;
        _turnBegan = accepted;
        IsLegitimate = isLegitimate;
    }

    public Seat? Seat { get; set; }

    public bool IsLegitimate { get; }

    public bool IsGone { get; set; }

    public bool IsOurTurn { get; set; }

    public bool IsKnown { get; set; }

    public long Heard { get; set; }

    public int Failures { get; set; }

    /// <summary>It is the client's turn to say something.</summary>
    public void Turn(TimeSpan now)
    {
        IsOurTurn = false;
        _turnBegan = now;
        Heard = 0;
        Seat?.Touch(now);
    }

    /// <summary>It waits for us.</summary>
    public void Wait(TimeSpan now)
    {
        IsOurTurn = true;
        Seat?.Touch(now);
    }

    public SeatFacts Look(TimeSpan now) => new()
    {
        Age = now - _accepted,
        Allowed = _allowed,
        Silence = Heard == 0 ? now - _turnBegan : TimeSpan.Zero,
        Heard = Heard,
        HeardIn = now - _turnBegan,
        Failures = Failures,
        IsOurTurn = IsOurTurn,
        IsKnown = IsKnown,
    };
}
