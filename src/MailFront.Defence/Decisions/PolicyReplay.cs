namespace MailFront.Defence.Decisions;

/// <summary>The defence made again from its parts, to which a log is played record by record. Not for several threads at once.</summary>
public sealed class PolicyReplay
{
    private readonly IReplayedPart[] _parts;

    /// <summary>A replay with <paramref name="parts"/>.</summary>
    public PolicyReplay(params IReplayedPart[] parts) => _parts = parts;

    /// <summary>Plays one record; false when no part understands it.</summary>
    public bool TryPlay(in DecisionRecord recorded, out DecisionRecord played)
    {
        foreach (var part in _parts)
        {
            if (part.TryPlay(recorded, out played))
            {
                return true;
            }
        }

        played = recorded;
        return false;
    }
}
