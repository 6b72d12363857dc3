using MailFront.Backends.Health;
using MailFront.Protocol;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Backends.Health;

public sealed class BackendHealthTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly BackendHealth _health;

    public BackendHealthTests() => _health = new BackendHealth(new BackendHealthOptions { MaxBackends = 2 }, _time);

    [Fact]
    public void An_unknown_backend_is_connected_to()
    {
        Assert.Equal(HealthAdvice.Proceed, Ask().Advice);
    }

    [Fact]
    public void The_fifth_failure_in_a_row_opens()
    {
        var opened = Enumerable.Range(0, 6).Select(_ => Fail()).ToList();

        Assert.Equal([false, false, false, false, true, false], opened);
        Assert.Equal(HealthAdvice.FailFast, Ask().Advice);
    }

    [Fact]
    public void A_success_between_starts_the_count_anew()
    {
        Repeat(4, () => Fail());
        _health.Succeeded("be1", MailProtocol.Imap);

        Repeat(4, () => Fail());

        Assert.Equal(HealthAdvice.Proceed, Ask().Advice);
    }

    [Fact]
    public void Failures_far_apart_do_not_add_up()
    {
        Repeat(20, () =>
        {
            Fail();
            _time.Advance(TimeSpan.FromSeconds(31));
        });

        Assert.Equal(HealthAdvice.Proceed, Ask().Advice);
    }

    [Fact]
    public void One_probe_a_second_is_let_through()
    {
        Repeat(5, () => Fail());
        _time.Advance(TimeSpan.FromSeconds(1));

        var first = Ask().Advice;
        var second = Ask().Advice;
        Fail(HealthAdvice.Probe);
        var third = Ask().Advice;
        _time.Advance(TimeSpan.FromSeconds(1));
        var fourth = Ask().Advice;

        Assert.Equal([HealthAdvice.Probe, HealthAdvice.FailFast, HealthAdvice.FailFast, HealthAdvice.Probe], new[] { first, second, third, fourth });
    }

    [Fact]
    public void A_probe_that_waits_long_is_not_joined_by_another()
    {
        Repeat(5, () => Fail());
        _time.Advance(TimeSpan.FromSeconds(1));
        Ask();
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HealthAdvice.FailFast, Ask().Advice);
    }

    [Fact]
    public void An_abandoned_probe_is_given_to_another()
    {
        Repeat(5, () => Fail());
        _time.Advance(TimeSpan.FromSeconds(1));
        _health.Abandoned("be1", MailProtocol.Imap, Ask().Advice);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HealthAdvice.Probe, Ask().Advice);
    }

    [Fact]
    public void A_success_tells_how_many_failures_it_ended()
    {
        Repeat(7, () => Fail());

        Assert.Equal(7, _health.Succeeded("BE1", MailProtocol.Imap));
        Assert.Equal(HealthAdvice.Proceed, Ask().Advice);
    }

    [Fact]
    public void The_time_of_failing_counts_from_the_first_failure()
    {
        Fail();
        _time.Advance(TimeSpan.FromSeconds(3));
        Repeat(4, () => Fail());
        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(new HealthDecision(HealthAdvice.FailFast, TimeSpan.FromSeconds(3.5), 5), Ask());
    }

    [Fact]
    public void More_backends_than_the_limit_are_treated_as_healthy()
    {
        Repeat(5, () => _health.Failed("a", MailProtocol.Imap, HealthAdvice.Proceed));
        Repeat(5, () => _health.Failed("b", MailProtocol.Imap, HealthAdvice.Proceed));
        Repeat(5, () => _health.Failed("c", MailProtocol.Imap, HealthAdvice.Proceed));

        Assert.Equal(HealthAdvice.Proceed, _health.Ask("c", MailProtocol.Imap).Advice);
        Assert.Equal(HealthAdvice.FailFast, _health.Ask("b", MailProtocol.Imap).Advice);
    }

    [Fact]
    public void Old_failures_make_room_for_new_ones()
    {
        _health.Failed("a", MailProtocol.Imap, HealthAdvice.Proceed);
        _health.Failed("b", MailProtocol.Imap, HealthAdvice.Proceed);
        _time.Advance(TimeSpan.FromSeconds(31));

        Repeat(5, () => _health.Failed("c", MailProtocol.Imap, HealthAdvice.Proceed));

        Assert.Equal(HealthAdvice.FailFast, _health.Ask("c", MailProtocol.Imap).Advice);
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    private HealthDecision Ask() => _health.Ask("be1", MailProtocol.Imap);

    private bool Fail(HealthAdvice advice = HealthAdvice.Proceed) => _health.Failed("be1", MailProtocol.Imap, advice);
}
