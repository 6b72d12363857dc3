namespace MailFront.Defence.Decisions;

/// <summary>Counts how many decisions a replay under the same policy made again, and keeps the first that it did not.</summary>
public sealed class Reproduction
{
    /// <summary>Differences kept; all are counted.</summary>
    public const int Kept = 20;

    private readonly List<(DecisionRecord Recorded, DecisionRecord Played)> _differences = [];

    /// <summary>Decisions played.</summary>
    public long Decisions { get; private set; }

    /// <summary>Events played that are no decisions.</summary>
    public long Events { get; private set; }

    /// <summary>Decisions that came out differently.</summary>
    public long Different { get; private set; }

    /// <summary>The first of these.</summary>
    public IReadOnlyList<(DecisionRecord Recorded, DecisionRecord Played)> Differences => _differences;

    /// <summary>Takes note of one record and of what the replay made of it.</summary>
    public void Note(in DecisionRecord recorded, in DecisionRecord played)
    {
        if (!recorded.IsDecision)
        {
            Events++;
            return;
        }

        Decisions++;
        if (recorded.Answer == played.Answer)
        {
            return;
        }

        Different++;
        if (_differences.Count < Kept)
        {
            _differences.Add((recorded, played));
        }
    }
}
