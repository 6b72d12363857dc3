namespace MailFront.Transport.Handshakes;

/// <summary>
/// Which handshake computes next. Better classes first, though every fourth turn begins at the other end, so that no class can starve another.
/// In a class the oldest goes first, until it has waited for <see cref="Patience"/>: then the newest, since clients give up, and
/// serving everybody late serves nobody. Not thread-safe.
/// </summary>
internal sealed class HandshakeQueue
{
    /// <summary>Most that wait for their first turn: about a second's work of one core, at some KB each.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>How long the oldest of a class may have waited before the newest goes first. A second: a person begins to wonder, programs wait 10.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int TurnsToTheOtherEnd = 4;

    private static readonly HandshakeClass[] _bestFirst = [HandshakeClass.Proven, HandshakeClass.Resuming, HandshakeClass.Fresh];
    private static readonly HandshakeClass[] _worstFirst = [HandshakeClass.Fresh, HandshakeClass.Resuming, HandshakeClass.Proven];

    // Oldest first; by class.
    private readonly LinkedList<HandshakeTurn>[] _waiting = [new(), new(), new(), new()];
    private int _turns;

    /// <summary>All that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Those of <paramref name="kind"/> that wait.</summary>
    public int CountOf(HandshakeClass kind) => Of(kind).Count;

    /// <summary>
    /// Puts <paramref name="turn"/> in line. When the line is full, the oldest of the bigger crowd that has proven nothing goes, and is returned: that may be
    /// <paramref name="turn"/>. A handshake that goes on is always taken, it has been let in once.
    /// </summary>
    public HandshakeTurn? Add(HandshakeTurn turn, TimeSpan now)
    {
        turn.Entered = now;
        var isFull = turn.Class != HandshakeClass.Continuing && Count - CountOf(HandshakeClass.Continuing) >= MaxWaiting;
        turn.Place = Of(turn.Class).AddLast(turn);
        Count++;
        if (!isFull)
        {
            return null;
        }

        var displaced = WorstClass().First!.Value;
        Remove(displaced);
        return displaced;
    }

    /// <summary>Takes the next out of the line; null when nobody waits.</summary>
    public HandshakeTurn? Take(TimeSpan now)
    {
        if (Of(HandshakeClass.Continuing).First is { } continuing)
        {
            return Taken(continuing.Value);
        }

        if (Count == 0)
        {
            return null;
        }

        _turns = (_turns + 1) % TurnsToTheOtherEnd;
        foreach (var kind in _turns == 0 ? _worstFirst : _bestFirst)
        {
            if (Of(kind) is { First: { } oldest, Last: { } newest })
            {
                return Taken(now - oldest.Value.Entered >= Patience ? newest.Value : oldest.Value);
            }
        }

        return null;
    }

    /// <summary>Takes <paramref name="turn"/> out of the line. False when it was not in it.</summary>
    public bool Remove(HandshakeTurn turn)
    {
        if (turn.Place is not { } place)
        {
            return false;
        }

        Of(turn.Class).Remove(place);
        turn.Place = null;
        Count--;
        return true;
    }

    private HandshakeTurn Taken(HandshakeTurn turn)
    {
        Remove(turn);
        return turn;
    }

    private LinkedList<HandshakeTurn> Of(HandshakeClass kind) => _waiting[(int)kind];

    private LinkedList<HandshakeTurn> WorstClass()
    {
        var fresh = Of(HandshakeClass.Fresh);
        var resuming = Of(HandshakeClass.Resuming);
        var crowd = resuming.Count > fresh.Count ? resuming : fresh;
        return crowd.Count > 0 ? crowd : Of(HandshakeClass.Proven);
    }
}
