namespace MailFront.Sessions.Rules;

/// <summary>The last decisions, for explanations; an old one makes room for a new one. Thread-safe.</summary>
public sealed class RecentDecisions
{
    private readonly RecentDecision?[] _ring;
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>Keeps <paramref name="capacity"/> at most.</summary>
    public RecentDecisions(int capacity) => _ring = new RecentDecision?[capacity];

    /// <summary>Takes note of one.</summary>
    public void Add(RecentDecision decision)
    {
        lock (_gate)
        {
            _ring[_count++ % _ring.Length] = decision;
        }
    }

    /// <summary>Those that are <paramref name="wanted"/>, newest first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<RecentDecision> Newest(Func<RecentDecision, bool> wanted, int most)
    {
        var found = new List<RecentDecision>();
        lock (_gate)
        {
            for (var back = 1; back <= Math.Min(_count, _ring.Length) && found.Count < most; back++)
            {
                if (_ring[(_count - back) % _ring.Length] is { } decision && wanted(decision))
                {
                    found.Add(decision);
                }
            }
        }

        return found;
    }
}
