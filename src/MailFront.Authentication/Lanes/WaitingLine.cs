using System.Diagnostics.CodeAnalysis;

namespace MailFront.Authentication.Lanes;

/// <summary>
/// Decides who is next: first come, first served, within a bound. The lane's lock guards it. Everything about order is here, nothing of it in
/// <see cref="CheckerLane"/>.
/// </summary>
internal sealed class WaitingLine(int maxWaiting)
{
    private readonly LinkedList<Turn> _turns = new();

    /// <summary>Questions in line.</summary>
    public int Count => _turns.Count;

    /// <summary>Puts a question in line; null when the line is full.</summary>
    public Turn? TryJoin()
    {
        if (_turns.Count >= maxWaiting)
        {
            return null;
        }

        var turn = new Turn();
        turn.Place = _turns.AddLast(turn);
        return turn;
    }

    /// <summary>Takes out the question whose turn it is.</summary>
    public bool TryTakeNext([NotNullWhen(true)] out Turn? turn)
    {
        turn = _turns.First?.Value;
        return turn is not null && TryRemove(turn);
    }

    /// <summary>Takes out a question that will not wait longer; false when it is no longer in line.</summary>
    public bool TryRemove(Turn turn)
    {
        if (turn.Place is not { } place)
        {
            return false;
        }

        _turns.Remove(place);
        turn.Place = null;
        return true;
    }
}
