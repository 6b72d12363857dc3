using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class AdaptiveLimitTests
{
    private readonly AdaptiveLimit _limit = new(10);
    private TimeSpan _now;

    [Fact]
    public void It_stays_at_the_configured_size_while_successes_take_what_they_always_took()
    {
        Seconds(60, run: 15);

        Assert.Equal(10, _limit.Current);
    }

    [Fact]
    public void It_goes_down_when_successes_take_much_longer_and_back_up_when_they_do_not()
    {
        Seconds(10, run: 15);
        Seconds(5, run: 300);
        int shrunk = _limit.Current;

        Seconds(30, run: 15);

        Assert.InRange(shrunk, 4, 7);
        Assert.Equal(10, _limit.Current);
    }

    [Fact]
    public void It_never_goes_below_one()
    {
        Seconds(10, run: 15);

        Seconds(40, run: 3000);

        Assert.Equal(1, _limit.Current);
    }

    [Fact]
    public void What_is_slow_for_good_becomes_usual_within_minutes()
    {
        Seconds(10, run: 100);
        Seconds(20, run: 300);
        Assert.True(_limit.Current < 10);

        Seconds(180, run: 300);

        Assert.Equal(10, _limit.Current);
    }

    [Fact]
    public void A_growing_queue_makes_a_moderate_slowness_count()
    {
        Seconds(10, run: 100);
        Seconds(2, run: 190);
        Assert.Equal(10, _limit.Current);

        Seconds(1, run: 190, wait: 500);
        Seconds(1, run: 190, wait: 1000);

        Assert.True(_limit.Current < 10);
    }

    [Fact]
    public void A_long_queue_alone_says_nothing()
    {
        Seconds(10, run: 15);

        Seconds(10, run: 15, wait: 5000);

        Assert.Equal(10, _limit.Current);
    }

    [Fact]
    public void A_few_slow_logins_in_the_night_change_nothing()
    {
        Seconds(10, run: 15);

        for (int i = 0; i < 20; i++)
        {
            _now += TimeSpan.FromSeconds(20);
            _limit.Succeeded(_now, TimeSpan.FromSeconds(3), TimeSpan.Zero);
        }

        Assert.Equal(10, _limit.Current);
    }

    private void Seconds(int seconds, double run, double wait = 0)
    {
        for (int i = 0; i < seconds * 20; i++)
        {
            _now += TimeSpan.FromMilliseconds(50);
            _limit.Succeeded(_now, TimeSpan.FromMilliseconds(run), TimeSpan.FromMilliseconds(wait));
        }
    }
}
