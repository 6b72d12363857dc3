using MailFront.Defence.Admission;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Admission;

public sealed class EvictionScoreTests
{
    private static readonly SeatFacts _fresh = new() { Allowed = TimeSpan.FromSeconds(60) };

    public static TheoryData<SeatFacts, SeatFacts> Order => new()
    {
        // Worse, better.
        { _fresh with { Failures = 1 }, _fresh with { Age = TimeSpan.FromSeconds(8), Silence = TimeSpan.FromSeconds(8) } },
        { _fresh with { Age = TimeSpan.FromSeconds(13), Silence = TimeSpan.FromSeconds(13) }, _fresh with { Age = TimeSpan.FromSeconds(13), Failures = 1 } },
        { _fresh with { Failures = 2 }, _fresh with { Failures = 1 } },
        { _fresh with { Silence = TimeSpan.FromSeconds(2) }, _fresh with { Silence = TimeSpan.FromSeconds(0.2) } },
        { _fresh with { Age = TimeSpan.FromSeconds(40) }, _fresh with { Age = TimeSpan.FromSeconds(20) } },
        { _fresh with { Heard = 20, HeardIn = TimeSpan.FromSeconds(10) }, _fresh with { Heard = 200, HeardIn = TimeSpan.FromSeconds(10) } },
        { _fresh with { SameSource = 40 }, _fresh with { SameSource = 4 } },
        { _fresh with { Standing = new SourceStanding(0, IsSuspect: true) }, _fresh },
        { _fresh, _fresh with { Standing = new SourceStanding(1, IsSuspect: false) } },
        { _fresh, _fresh with { IsKnown = true } },
        { _fresh with { IsEnding = true }, _fresh with { Failures = 9, SameSource = 3 } },
    };

    [Theory]
    [MemberData(nameof(Order))]
    public void Who_does_worse_scores_higher(SeatFacts worse, SeatFacts better) =>
        Assert.True(EvictionScore.Of(worse) > EvictionScore.Of(better), $"{EvictionScore.Of(worse)} > {EvictionScore.Of(better)}");

    [Fact]
    public void An_office_of_proven_users_is_no_crowd()
    {
        var office = _fresh with { SameSource = 300, Standing = new SourceStanding(500, IsSuspect: false) };

        Assert.Equal(0, EvictionScore.Of(office));
    }

    [Fact]
    public void A_known_user_does_not_pay_for_others_at_a_suspect_place()
    {
        var known = _fresh with { IsKnown = true, Standing = new SourceStanding(0, IsSuspect: true) };

        Assert.Equal(0, EvictionScore.Of(known));
    }

    [Fact]
    public void A_mistyped_password_at_a_proven_place_goes_after_a_silent_stranger()
    {
        var mistyped = _fresh with { Failures = 1, Standing = new SourceStanding(1, IsSuspect: false) };
        var silent = _fresh with { Silence = TimeSpan.FromSeconds(20), Age = TimeSpan.FromSeconds(20) };

        Assert.True(EvictionScore.Of(silent) > EvictionScore.Of(mistyped));
    }

    [Fact]
    public void The_worst_of_everything_is_the_highest_score()
    {
        var worst = _fresh with
        {
            Age = TimeSpan.FromHours(1),
            Silence = TimeSpan.FromHours(1),
            Failures = 100,
            SameSource = int.MaxValue,
            Standing = new SourceStanding(0, IsSuspect: true),
        };

        Assert.Equal(EvictionScore.Highest, EvictionScore.Of(worst));
    }
}
