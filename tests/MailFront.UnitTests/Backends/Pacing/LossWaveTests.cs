using MailFront.Backends.Pacing;

namespace MailFront.UnitTests.Backends.Pacing;

public sealed class LossWaveTests
{
    private static readonly TimeSpan _spread = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_end_of_single_sessions_is_passed_on_at_once()
    {
        var wave = new LossWave();

        var delays = Enumerable.Range(0, 1_000).Select(i => wave.DelayOf(TimeSpan.FromMilliseconds(60 * i), 1_000, _spread, 100)).ToList();

        Assert.All(delays, delay => Assert.Equal(TimeSpan.Zero, delay));
        Assert.False(wave.IsRunning);
    }

    [Fact]
    public void A_dead_backends_clients_go_evenly_over_the_whole_spread()
    {
        var wave = new LossWave();
        var ends = Enumerable.Range(0, 20_000).Select(i => wave.DelayOf(TimeSpan.Zero, 20_000, _spread, 100)).Order().ToList();

        Assert.Equal(200, ends.Count(end => end == TimeSpan.Zero));
        Assert.Equal(_spread.TotalSeconds, ends[^1].TotalSeconds, 0.5);
        Assert.InRange(LoginPaceTests.MostWithin([.. ends.Where(end => end > TimeSpan.Zero)], TimeSpan.FromMilliseconds(100)), 60, 68);
    }

    [Fact]
    public void Few_go_no_slower_than_they_can_log_in_again()
    {
        var wave = new LossWave();

        var ends = Enumerable.Range(0, 520).Select(_ => wave.DelayOf(TimeSpan.Zero, 520, _spread, 100)).ToList();

        Assert.Equal(5, ends[^1].TotalSeconds, 0.1);
    }

    [Fact]
    public void Sessions_lost_later_in_a_wave_are_not_kept_longer_than_their_turn()
    {
        var wave = new LossWave();
        for (var i = 0; i < 1_000; i++)
        {
            wave.DelayOf(TimeSpan.Zero, 20_000, _spread, 1_000);
        }

        var late = wave.DelayOf(TimeSpan.FromSeconds(4), 20_000, _spread, 1_000);

        Assert.Equal(TimeSpan.Zero, late);
    }

    [Fact]
    public void A_wave_is_over_when_nothing_is_lost_for_a_while()
    {
        var wave = new LossWave();
        for (var i = 0; i < 1_000; i++)
        {
            wave.DelayOf(TimeSpan.Zero, 1_000, _spread, 100);
        }

        var next = wave.DelayOf(TimeSpan.FromSeconds(6), 1_000, _spread, 100);

        Assert.Equal((TimeSpan.Zero, false), (next, wave.IsRunning));
    }
}
