namespace MailFront.Defence.Fleet;

/// <summary>
/// The highest number heard of each node since it started: what comes again, or was recorded and played back, is old. Bounded: beyond
/// <see cref="MostPeers"/> the one not heard of for longest is forgotten. Not for several threads at once.
/// </summary>
public sealed class PeerSequences
{
    /// <summary>Most nodes remembered; a node that restarts is a new one.</summary>
    public const int MostPeers = 1_024;

    private readonly Dictionary<Guid, (long Sequence, long Heard)> _peers = [];
    private long _heard;

    /// <summary>The nodes heard of, and the highest number of each.</summary>
    public (Guid[] Nodes, long[] Sequences) Snapshot() => ([.. _peers.Keys], [.. _peers.Values.Select(last => last.Sequence)]);

    /// <summary>Whether number <paramref name="sequence"/> of <paramref name="peer"/> is news; remembered if so.</summary>
    public bool IsNews(Guid peer, long sequence)
    {
        bool isKnown = _peers.TryGetValue(peer, out (long Sequence, long Heard) last);
        if (isKnown && sequence <= last.Sequence)
        {
            return false;
        }

        if (!isKnown && _peers.Count >= MostPeers)
        {
            _peers.Remove(_peers.MinBy(known => known.Value.Heard).Key);
        }

        _peers[peer] = (sequence, ++_heard);
        return true;
    }
}
