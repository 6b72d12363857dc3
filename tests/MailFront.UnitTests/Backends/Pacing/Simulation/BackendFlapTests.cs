using MailFront.Backends.Pacing;
using Xunit.Abstractions;

namespace MailFront.UnitTests.Backends.Pacing.Simulation;

/// <summary>Twenty thousand sessions come back after their backend was gone for five seconds.</summary>
public sealed class BackendFlapTests(ITestOutputHelper output)
{
    private const int Sessions = 20_000;

    private static readonly TimeSpan _slot = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void At_500_logins_a_second_99_percent_are_back_within_a_minute_and_no_slot_has_more(int seed)
    {
        var read = Run(new BackendPacingOptions { LoginRate = 500 }, seed);

        Assert.True(read.BackAt(0.99, Sessions) <= TimeSpan.FromSeconds(60), $"99 % after {read.BackAt(0.99, Sessions)}");
        Assert.True(LoginPaceTests.MostWithin(read.Starts, _slot) <= 50);
        Assert.True(read.Refusals < Sessions / 100, $"{read.Refusals} refused");
    }

    [Fact]
    public void Without_a_configured_rate_the_floor_holds_in_every_slot_after_the_return()
    {
        var read = Run(new BackendPacingOptions(), seed: 4);

        var after = read.Starts.Where(start => start > TimeSpan.FromSeconds(1)).ToList();
        Assert.True(LoginPaceTests.MostWithin(after, _slot) <= LoginPace.Floor / 10);
        Assert.Equal(Sessions, read.Back.Count);
    }

    [Fact]
    public void Nothing_held_and_nothing_spread_is_the_storm_that_this_prevents()
    {
        var read = Run(new BackendPacingOptions { Hold = TimeSpan.Zero, DisconnectSpread = TimeSpan.Zero }, seed: 5, outage: TimeSpan.Zero);

        Assert.True(LoginPaceTests.MostWithin(read.Starts, _slot) > 500);
    }

    [Fact]
    public void The_dead_backends_clients_are_let_go_evenly()
    {
        var read = Run(new BackendPacingOptions { LoginRate = 500 }, seed: 6);

        var spread = read.Ends.Where(end => end > TimeSpan.Zero).Order().ToList();
        Assert.InRange(LoginPaceTests.MostWithin(spread, _slot), 45, 70);
        Assert.True(spread[^1] <= TimeSpan.FromSeconds(31));
    }

    private FlapReadOut Run(BackendPacingOptions options, int seed, TimeSpan? outage = null)
    {
        var gone = outage ?? TimeSpan.FromSeconds(5);
        var read = new BackendFlap(Sessions, gone, options, seed).Run(_long);
        var after = read.Starts.Where(start => start >= gone).ToList();
        output.WriteLine(
            $"rate {options.LoginRate}: 50 % back {read.BackAt(0.5, Sessions).TotalSeconds:0.0} s, 99 % {read.BackAt(0.99, Sessions).TotalSeconds:0.0} s, "
            + $"most in 100 ms {LoginPaceTests.MostWithin(after, _slot)}, refused {read.Refusals}, most waiting {read.MostWaiting}");
        return read;
    }
}
