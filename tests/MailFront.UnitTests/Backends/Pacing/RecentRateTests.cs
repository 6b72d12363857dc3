using MailFront.Backends.Pacing;

namespace MailFront.UnitTests.Backends.Pacing;

public sealed class RecentRateTests
{
    [Fact]
    public void It_is_the_mean_of_the_last_ten_whole_seconds()
    {
        var rate = new RecentRate();
        for (var ms = 0; ms < 30_000; ms += 20)
        {
            rate.Count(TimeSpan.FromMilliseconds(ms));
        }

        Assert.Equal(50, rate.Read(TimeSpan.FromSeconds(30)));
        Assert.Equal(25, rate.Read(TimeSpan.FromSeconds(35)));
        Assert.Equal(0, rate.Read(TimeSpan.FromSeconds(1_000)));
    }
}
