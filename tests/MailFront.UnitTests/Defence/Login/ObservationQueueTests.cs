using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Login;

public sealed class ObservationQueueTests
{
    [Fact]
    public void Observations_are_taken_in_order_and_the_oldest_make_room()
    {
        var queue = new ObservationQueue(3);
        for (ulong user = 1; user <= 5; user++)
        {
            queue.Observed(new LoginObservation(user, user, default, 0, LoginResult.Failed, true));
        }

        var batch = new LoginObservation[2];

        Assert.Equal(2, queue.Take(batch));
        Assert.Equal([3UL, 4UL], batch.Select(o => o.User));
        Assert.Equal(1, queue.Take(batch));
        Assert.Equal(5UL, batch[0].User);
        Assert.Equal(0, queue.Take(batch));
        Assert.Equal(2, queue.Dropped);
    }
}
