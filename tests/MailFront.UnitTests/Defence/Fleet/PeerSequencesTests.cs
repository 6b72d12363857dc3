using MailFront.Defence.Fleet;

namespace MailFront.UnitTests.Defence.Fleet;

public sealed class PeerSequencesTests
{
    private static readonly Guid _one = Guid.NewGuid();
    private static readonly Guid _two = Guid.NewGuid();

    private readonly PeerSequences _peers = new();

    [Fact]
    public void A_number_is_news_once_and_none_below_it_ever()
    {
        Assert.True(_peers.IsNews(_one, 5));
        Assert.False(_peers.IsNews(_one, 5));
        Assert.False(_peers.IsNews(_one, 4));
        Assert.True(_peers.IsNews(_one, 6));
    }

    [Fact]
    public void Each_node_has_numbers_of_its_own()
    {
        _peers.IsNews(_one, 5);

        Assert.True(_peers.IsNews(_two, 1));
        Assert.Equal([(_one, 5L), (_two, 1L)], _peers.Snapshot().Nodes.Zip(_peers.Snapshot().Sequences).OrderByDescending(known => known.Second));
    }

    [Fact]
    public void Beyond_its_bound_the_node_not_heard_of_for_longest_is_forgotten()
    {
        _peers.IsNews(_one, 1);
        _peers.IsNews(_two, 1);
        _peers.IsNews(_one, 2);
        for (var i = 2; i <= PeerSequences.MostPeers; i++)
        {
            _peers.IsNews(Guid.NewGuid(), 1);
        }

        Assert.Equal(PeerSequences.MostPeers, _peers.Snapshot().Nodes.Length);
        Assert.Contains(_one, _peers.Snapshot().Nodes);
        Assert.DoesNotContain(_two, _peers.Snapshot().Nodes);
    }
}
