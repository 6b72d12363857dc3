using MailFront.Defence;

namespace MailFront.UnitTests.Defence;

public sealed class FailureScheduleTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(3);

    private readonly FailureSchedule _schedule = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(2_999)]
    [InlineData(3_000)]
    public void A_verdict_within_the_pause_is_answered_at_its_end_whenever_it_came(int age)
    {
        var complete = TimeSpan.FromSeconds(100);

        Assert.Equal(complete + _pause, AnsweredAt(complete, age));
    }

    [Theory]
    [InlineData(3_001, 6)]
    [InlineData(6_000, 6)]
    [InlineData(6_001, 9)]
    public void A_later_verdict_takes_the_next_slot(int age, int seconds)
    {
        var complete = TimeSpan.FromSeconds(100);

        Assert.Equal(complete + TimeSpan.FromSeconds(seconds), AnsweredAt(complete, age));
    }

    [Fact]
    public void Answers_leave_on_a_grid_that_all_connections_share()
    {
        var random = new Random(1);
        for (var i = 0; i < 1_000; i++)
        {
            var complete = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay));
            var at = AnsweredAt(complete, random.Next(3_000));

            Assert.Equal(0, at.Ticks % FailureSchedule.Grid.Ticks);
            Assert.InRange(at - complete, _pause, _pause + FailureSchedule.Grid);
        }
    }

    [Fact]
    public void What_is_known_at_once_waits_as_long_as_the_slowest_of_late()
    {
        AnsweredAt(TimeSpan.FromSeconds(100), age: 5_000);

        Assert.Equal(TimeSpan.FromSeconds(112), AnsweredAt(TimeSpan.FromSeconds(106), age: 0));
    }

    [Fact]
    public void The_slowest_is_remembered_for_half_a_minute_and_not_for_a_whole_one()
    {
        AnsweredAt(TimeSpan.FromSeconds(91), age: 5_000);

        Assert.Equal(TimeSpan.FromSeconds(6), AnsweredAt(TimeSpan.FromSeconds(126), age: 0) - TimeSpan.FromSeconds(126));
        Assert.Equal(TimeSpan.FromSeconds(3), AnsweredAt(TimeSpan.FromSeconds(156), age: 0) - TimeSpan.FromSeconds(156));
    }

    [Fact]
    public void A_verdict_that_took_for_ever_does_not_hold_the_others_for_ever()
    {
        AnsweredAt(TimeSpan.FromSeconds(100), age: 120_000);

        Assert.Equal(FailureSchedule.MostRemembered, AnsweredAt(TimeSpan.FromSeconds(220), age: 0) - TimeSpan.FromSeconds(220));
    }

    [Theory]
    [InlineData(0, 250)]
    [InlineData(250, 250)]
    [InlineData(251, 500)]
    public void Without_a_pause_the_grid_is_the_pause(int age, int milliseconds)
    {
        var complete = TimeSpan.FromSeconds(100);
        var now = complete + TimeSpan.FromMilliseconds(age);

        Assert.Equal(complete + TimeSpan.FromMilliseconds(milliseconds), now + _schedule.DelayOf(now, now - complete, TimeSpan.Zero));
    }

    [Fact]
    public void Try_again_later_is_not_held_by_the_slowest()
    {
        AnsweredAt(TimeSpan.FromSeconds(100), age: 5_000);
        var now = TimeSpan.FromSeconds(106);

        Assert.Equal(TimeSpan.FromSeconds(1), FailureSchedule.DelayAlone(now, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void No_delay_is_negative()
    {
        var random = new Random(2);
        for (var i = 0; i < 10_000; i++)
        {
            var now = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay));
            var age = TimeSpan.FromTicks(random.NextInt64(Math.Min(now.Ticks + 1, TimeSpan.TicksPerMinute)));

            Assert.True(_schedule.DelayOf(now, age, TimeSpan.FromMilliseconds(random.Next(10_000))) >= TimeSpan.Zero);
        }
    }

    private TimeSpan AnsweredAt(TimeSpan complete, int age)
    {
        var now = complete + TimeSpan.FromMilliseconds(age);
        return now + _schedule.DelayOf(now, now - complete, _pause);
    }
}
