using MailFront.Backends.Pacing;
using MailFront.Protocol;

namespace MailFront.UnitTests.Backends.Pacing;

public sealed class LoginPaceTests
{
    private static readonly TimeSpan _slot = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_backend_that_has_been_well_all_along_is_not_limited()
    {
        var pace = new LoginPace();

        var started = Enumerable.Range(0, 10_000).Count(_ => pace.TryStart(At(0)));

        Assert.Equal(10_000, started);
        Assert.Equal(PaceState.Steady, pace.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(200)]
    [InlineData(999)]
    public void A_configured_rate_is_reached_and_never_exceeded_in_any_100_ms(int rate)
    {
        var pace = new LoginPace { Configured = rate };

        var starts = Crowd(pace, from: 0, seconds: 20);

        Assert.True(MostWithin(starts, _slot) <= (rate + 9) / 10, $"{MostWithin(starts, _slot)} in 100 ms");
        Assert.InRange(starts.Count, (int)(rate * 20 * 0.97), (rate * 20) + ((rate + 9) / 10));
    }

    [Fact]
    public void A_whole_second_never_has_more_than_the_rate()
    {
        var pace = new LoginPace { Configured = 200 };

        var starts = Crowd(pace, from: 0, seconds: 10);

        Assert.True(MostWithin(starts, TimeSpan.FromSeconds(1)) <= 200);
    }

    [Fact]
    public void A_lower_rate_applies_to_what_was_begun_before()
    {
        var pace = new LoginPace { Configured = 500 };
        Crowd(pace, from: 0, seconds: 1);

        pace.Configured = 20;
        var starts = Crowd(pace, from: 1.1, seconds: 5);

        Assert.True(MostWithin(starts, _slot) <= 2);
    }

    [Fact]
    public void While_it_is_down_one_login_at_a_time_tries_and_a_second_lies_between_two()
    {
        var pace = Down();

        Assert.False(pace.TryStart(At(5)));
        Assert.False(pace.TryTrial(At(0.9)));
        Assert.True(pace.TryTrial(At(1)));
        Assert.False(pace.TryTrial(At(3)));
        pace.TrialEnded(At(4));
        Assert.False(pace.TryTrial(At(4.9)));
        Assert.True(pace.TryTrial(At(5)));
    }

    [Fact]
    public void After_an_outage_the_rate_climbs_from_an_eighth_to_the_whole_in_six_seconds()
    {
        var pace = Down();
        pace.Returned(At(10), MailProtocol.Imap);

        int[] seconds = [10, 12, 14, 16, 20];
        var rates = seconds.Select(second => Math.Round(pace.RateAt(At(second)), 1));

        Assert.Equal([12.5, 25, 50, 100, 100], rates);
        Assert.Equal(LoginPace.Floor, pace.FullRate);
    }

    [Fact]
    public void The_climb_begins_anew_when_the_backend_fails_again()
    {
        var pace = Down();
        pace.Returned(At(10), MailProtocol.Imap);

        pace.Failed(At(15));

        Assert.Equal(12.5, pace.RateAt(At(15)), 0.01);
    }

    [Fact]
    public void Both_services_must_answer_before_it_is_back()
    {
        var pace = Down();
        pace.WentDown(At(1), MailProtocol.Pop3);

        pace.Returned(At(10), MailProtocol.Imap);
        var afterOne = pace.State;
        pace.Returned(At(11), MailProtocol.Pop3);

        Assert.Equal((PaceState.Down, PaceState.Returning), (afterOne, pace.State));
    }

    [Fact]
    public void One_service_being_down_leaves_the_other_the_whole_rate()
    {
        var pace = Down();

        var pop3 = Enumerable.Range(0, 20).Count(_ => pace.TryStartBeside(At(1), MailProtocol.Pop3));
        var imap = pace.TryStartBeside(At(2), MailProtocol.Imap);

        Assert.Equal((10, false), (pop3, imap));
    }

    [Fact]
    public void The_limit_goes_when_nobody_has_had_to_wait_for_half_a_minute()
    {
        var pace = Down();
        pace.Returned(At(10), MailProtocol.Imap);
        Crowd(pace, from: 10, seconds: 10);

        Assert.True(pace.TryStart(At(49)));
        var before = pace.State;
        Assert.True(pace.TryStart(At(51)));

        Assert.Equal((PaceState.Returning, PaceState.Steady), (before, pace.State));
    }

    [Fact]
    public void A_backend_that_was_busy_returns_at_twice_what_it_was_seen_to_bear()
    {
        var pace = new LoginPace();
        for (var i = 0; i < 6_000; i++)
        {
            pace.Succeeded(At(i / 300.0));
        }

        Assert.Equal(600, pace.FullRate, 10.0);
    }

    [Fact]
    public void What_was_borne_is_forgotten_after_a_day()
    {
        var pace = new LoginPace();
        for (var i = 0; i < 6_000; i++)
        {
            pace.Succeeded(At(i / 300.0));
        }

        pace.Succeeded(At(13 * 3600));
        var half = pace.FullRate;
        pace.Succeeded(At(26 * 3600));

        Assert.Equal(600, half, 10.0);
        Assert.Equal(LoginPace.Floor, pace.FullRate);
    }

    [Fact]
    public void Losing_many_sessions_at_once_limits_it_like_an_outage()
    {
        var pace = new LoginPace();

        pace.LostMany(At(1));

        Assert.Equal((PaceState.Returning, 12.5), (pace.State, Math.Round(pace.RateAt(At(1)), 1)));
    }

    [Fact]
    public void Only_a_young_outage_of_a_backend_that_was_well_is_worth_waiting_for()
    {
        var never = Down();
        var known = new LoginPace();
        known.Succeeded(At(0));
        known.WentDown(At(100), MailProtocol.Imap);

        Assert.False(never.IsWorthWaiting(At(1)));
        Assert.True(known.IsWorthWaiting(At(109)));
        Assert.False(known.IsWorthWaiting(At(110)));
    }

    [Fact]
    public void The_time_a_line_takes_counts_the_climb()
    {
        var pace = Down();
        pace.Returned(At(0), MailProtocol.Imap);
        var foretold = pace.TimeFor(1_000, At(0));

        var starts = Crowd(pace, from: 0, seconds: 30);

        Assert.Equal(starts[999].TotalSeconds, foretold.TotalSeconds, 0.5);
    }

    internal static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Most of <paramref name="starts"/> in any stretch of <paramref name="length"/>.</summary>
    internal static int MostWithin(IReadOnlyList<TimeSpan> starts, TimeSpan length)
    {
        var most = 0;
        for (int first = 0, last = 0; last < starts.Count; last++)
        {
            while (starts[last] - starts[first] >= length)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private static LoginPace Down()
    {
        var pace = new LoginPace();
        pace.WentDown(At(0), MailProtocol.Imap);
        return pace;
    }

    // More logins than fit ask at every millisecond.
    private static List<TimeSpan> Crowd(LoginPace pace, double from, double seconds)
    {
        var starts = new List<TimeSpan>();
        for (var ms = 0; ms < seconds * 1000; ms++)
        {
            var now = At(from + (ms / 1000.0));
            while (pace.TryStart(now))
            {
                starts.Add(now);
            }
        }

        return starts;
    }
}
