using System.Net;
using MailFront.Defence.Admission;

namespace MailFront.UnitTests.Defence.Admission;

public sealed class SessionTallyTests
{
    private static readonly IPAddress _home = IPAddress.Parse("198.51.100.7");

    private readonly SessionTally _tally = new();

    [Fact]
    public void A_user_has_as_many_sessions_as_the_cap_says_and_no_more()
    {
        var caps = new SessionCaps(PerHost: 0, PerUser: 2);

        Assert.NotNull(_tally.TryEnter("alice", _home, caps).Lease);
        Assert.NotNull(_tally.TryEnter("alice", IPAddress.Loopback, caps).Lease);
        Assert.Equal(new SessionEntry(null, 1, 2), _tally.TryEnter("alice", _home, caps));
        Assert.NotNull(_tally.TryEnter("bob", _home, caps).Lease);
    }

    [Fact]
    public void An_address_is_the_same_in_both_its_forms()
    {
        var caps = new SessionCaps(PerHost: 1, PerUser: 0);

        Assert.NotNull(_tally.TryEnter("alice", _home, caps).Lease);
        Assert.Null(_tally.TryEnter("bob", _home.MapToIPv6(), caps).Lease);
    }

    [Fact]
    public void Clients_of_a_unix_socket_have_no_address_to_be_counted_by() =>
        Assert.All(Enumerable.Range(0, 3), _ => Assert.NotNull(_tally.TryEnter("alice", null, new SessionCaps(1, 0)).Lease));

    [Fact]
    public void A_place_is_given_back_once_however_often_its_lease_is_disposed()
    {
        var caps = new SessionCaps(0, 2);
        var first = _tally.TryEnter("alice", _home, caps).Lease!;
        _tally.TryEnter("alice", _home, caps);

        first.Dispose();
        first.Dispose();

        Assert.NotNull(_tally.TryEnter("alice", _home, caps).Lease);
        Assert.Null(_tally.TryEnter("alice", _home, caps).Lease);
    }

    [Fact]
    public void Sessions_that_began_without_a_cap_count_when_there_is_one()
    {
        _tally.TryEnter("alice", _home, default);

        Assert.Null(_tally.TryEnter("alice", _home, new SessionCaps(0, 1)).Lease);
    }

    [Fact]
    public async Task The_cap_holds_and_all_is_forgotten_when_many_come_and_go_at_once()
    {
        var caps = new SessionCaps(0, 3);
        var open = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                if (_tally.TryEnter("alice", _home, caps).Lease is { } lease)
                {
                    var now = Interlocked.Increment(ref open);
                    if (now > most)
                    {
                        most = now;
                    }

                    Interlocked.Decrement(ref open);
                    lease.Dispose();
                }
            }
        })));

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, _tally.Users);
    }
}
