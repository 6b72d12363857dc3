using MailFront.Defence;
using MailFront.Sessions.Rules;

namespace MailFront.UnitTests.Sessions.Rules;

public sealed class RecentDecisionsTests
{
    [Fact]
    public void The_newest_come_first_and_the_oldest_make_room()
    {
        var decisions = new RecentDecisions(3);
        Assert.Empty(decisions.Newest(_ => true, 10));

        foreach (var id in (string[])["a", "b", "c", "d", "e"])
        {
            decisions.Add(new RecentDecision { At = DateTimeOffset.UnixEpoch, Row = new ConnectionRow { Id = id, Service = "imap", Protocol = "imap" } });
        }

        Assert.Equal(["e", "d", "c"], decisions.Newest(_ => true, 10).Select(decision => decision.Row.Id));
        Assert.Equal(["d"], decisions.Newest(decision => decision.Row.Id is "d" or "c", 1).Select(decision => decision.Row.Id));
    }
}
