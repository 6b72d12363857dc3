using MailFront.Authentication.Lanes;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class CircuitBreakerTests
{
    private readonly CircuitBreaker _breaker = new();

    [Fact]
    public void Five_failures_in_a_row_open_it_and_an_answer_between_them_does_not()
    {
        Fail(4);
        _breaker.Answered();
        Fail(4);
        Assert.Equal(BreakerState.Closed, _breaker.State);

        Fail(1);

        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void Pauses_double_up_to_half_a_minute_and_an_answer_makes_them_short_again()
    {
        Fail(5);
        TimeSpan now = TimeSpan.Zero;
        foreach (int pause in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            Assert.False(_breaker.AllowsProbe(LoginClass.Known, now + TimeSpan.FromSeconds(pause - 0.001)));
            now += TimeSpan.FromSeconds(pause);
            Assert.True(_breaker.AllowsProbe(LoginClass.Known, now));
            _breaker.BeginProbe();
            _breaker.Failed(now, isProbe: true);
        }

        _breaker.Answered();
        Fail(5);

        Assert.True(_breaker.AllowsProbe(LoginClass.New, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void One_probe_at_a_time()
    {
        Fail(5);
        _breaker.BeginProbe();

        Assert.Equal(BreakerState.HalfOpen, _breaker.State);
        Assert.False(_breaker.AllowsProbe(LoginClass.Known, TimeSpan.FromHours(1)));
        _breaker.AbandonProbe();
        Assert.True(_breaker.AllowsProbe(LoginClass.Known, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_suspect_probes_only_when_nobody_better_has_asked_for_long()
    {
        Fail(5);

        Assert.False(_breaker.AllowsProbe(LoginClass.Suspect, TimeSpan.FromSeconds(30)));
        Assert.True(_breaker.AllowsProbe(LoginClass.Suspect, TimeSpan.FromSeconds(31)));
    }

    [Fact]
    public void Failures_of_questions_asked_before_it_opened_do_not_lengthen_the_pause()
    {
        Fail(9);

        Assert.True(_breaker.AllowsProbe(LoginClass.Known, TimeSpan.FromSeconds(1)));
    }

    private void Fail(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _breaker.Failed(TimeSpan.Zero, isProbe: false);
        }
    }
}
