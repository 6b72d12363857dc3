using MailFront.Authentication.Lanes;
using Xunit.Abstractions;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// The story the gateway exists for: five saslauthd workers, two seconds for each wrong password, and a botnet that asks for many times the 2.5 failures a
/// second that these can take, for a quarter of an hour. Known users count from its first second, new ones from a minute later.
/// </summary>
public sealed class LoginStormTests(ITestOutputHelper output)
{
    private const double FailuresPerSecond = SimulatedGate.Workers / 2.0;
    private const int Listed = 200;
    private const int Stolen = 0;

    private static readonly int[] _seeds = [1, 2, 3, 4, 5, 6];
    private static readonly TimeSpan _attack = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _learned = _attack + TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _end = TimeSpan.FromSeconds(1020);

    [Theory]
    [InlineData(3, Listed)]
    [InlineData(10, Listed)]
    [InlineData(50, Listed)]
    [InlineData(3, Stolen)]
    [InlineData(10, Stolen)]
    [InlineData(50, Stolen)]
    public void Known_users_do_not_notice_the_botnet(int times, int passwords)
    {
        foreach (int seed in _seeds[..2])
        {
            ReadOut calm = Run(Classes(), 0, passwords, seed).Known;

            ReadOut storm = Run(Classes(), times, passwords, seed).Known;

            Assert.True(storm.P99 <= Math.Max(1.5 * calm.P99, calm.P99 + 50), $"{storm}; without the botnet {calm}");
            Assert.True(storm.Success >= 0.999, storm.ToString());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void New_users_wait_seconds_when_the_botnet_tries_a_list_of_passwords(int times)
    {
        ReadOut newcomers = new();
        foreach (int seed in _seeds)
        {
            newcomers.Add(Run(Classes(), times, Listed, seed).New);
        }

        Assert.True(newcomers.P99 <= 5000, newcomers.ToString());
        Assert.True(newcomers.Success >= 0.99, newcomers.ToString());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(50)]
    public void Users_at_new_places_do_not_notice_a_botnet_that_tries_stolen_credentials(int times)
    {
        // Each a password of its own, from a source of its own, for a user that exists: only that the user has had the password before tells them apart.
        ReadOut newcomers = Run(Classes(), times, Stolen, 1).New;

        Assert.True(newcomers.P99 <= 5000, newcomers.ToString());
        Assert.True(newcomers.Success >= 0.99, newcomers.ToString());
    }

    [Theory]
    [InlineData(3, Listed)]
    [InlineData(10, Listed)]
    [InlineData(50, Listed)]
    [InlineData(3, Stolen)]
    [InlineData(10, Stolen)]
    [InlineData(50, Stolen)]
    public void Users_at_new_places_with_a_new_password_get_in_within_a_minute_when_they_come_again(int times, int passwords)
    {
        ReadOut unseen = new();
        foreach (int seed in _seeds)
        {
            unseen.Add(Run(Classes(), times, passwords, seed).Unseen);
        }

        output.WriteLine($"unseen {unseen}");
        Assert.True(unseen.Success >= 0.95, unseen.ToString());
        Assert.True(unseen.P99 <= 60_000, unseen.ToString());
    }

    [Theory]
    [InlineData(3, 0.7)]
    [InlineData(10, 0.3)]
    public void First_come_first_served_collapses(int times, double success)
    {
        SimulatedGate storm = Run(new FirstComeFirstServed(), times, Listed, 1);

        Assert.True(storm.Known.Success < success, storm.Known.ToString());
        Assert.True(storm.Known.P50 > 5000, storm.Known.ToString());
        Assert.Equal(1, Run(new FirstComeFirstServed(), 0, Listed, 1).Known.Success);
    }

    [Fact]
    public void The_botnets_failures_do_not_shrink_the_limit()
    {
        FourClasses order = Classes();

        Run(order, 50, Listed, 1);

        Assert.Equal(SimulatedGate.Workers, order.Schedule.Endpoints[0].Limit);
        Assert.Equal((0, 0), (order.Schedule.Running, order.Schedule.Waiting));
    }

    private static FourClasses Classes() => new(new CheckerGroupOptions());

    private SimulatedGate Run(ILoginOrder order, int times, int passwords, int seed)
    {
        var gate = new SimulatedGate(order, new Random(seed));
        IEnumerable<SimulatedLogin> logins = new Population(new Random(seed + 1)).Logins(_end);
        if (times > 0)
        {
            logins = logins.Concat(new Botnet(new Random(seed + 2), passwords).Logins(_attack, _end, times * FailuresPerSecond));
        }

        gate.Run(logins, _attack, _learned);
        output.WriteLine(
            $"{order.GetType().Name}, botnet {times}x: known {gate.Known}; new {gate.New}; unseen {gate.Unseen}; {gate.BotsAsked} bots asked, {gate.BotsTakenForNew} taken for new");
        return gate;
    }
}
