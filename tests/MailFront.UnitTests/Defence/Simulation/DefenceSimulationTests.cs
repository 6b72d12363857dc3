using System.Net;
using MailFront.Defence.Login;
using Xunit.Abstractions;

namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>Days of honest logins and the attacks that the defence exists for. Each test prints what it measured.</summary>
public sealed class DefenceSimulationTests(ITestOutputHelper output)
{
    private const double MostHonestSuspects = 0.001;
    private const double LeastBotsSuspect = 0.95;
    private const int FirstNobody = 100_000;

    private static readonly TimeSpan _mostDetection = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _mostCalming = TimeSpan.FromMinutes(10);

    [Fact]
    public void Ten_days_without_an_attack_raise_no_alarm()
    {
        var day = new SimulatedDay(1);
        DayKind[] days = [DayKind.Quiet, DayKind.MondayMorning, DayKind.Quiet, DayKind.PasswordExpiry, DayKind.Quiet, DayKind.Quiet, DayKind.Quiet, DayKind.Quiet, DayKind.MondayMorning, DayKind.Quiet];

        foreach (DayKind kind in days)
        {
            day.Pass(kind, TimeSpan.Zero, TimeSpan.FromDays(1));
        }

        output.WriteLine(day.People.Tally.ToString());
        Assert.Equal(0, day.Alarms);
        Assert.True(day.People.Tally.SuspectShare <= MostHonestSuspects, day.People.Tally.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_botnet_with_one_to_three_tries_from_each_source_is_found_out(int seed)
    {
        var day = new SimulatedDay(seed);
        int source = 0;
        int triesLeft = 0;

        AttackOutcome outcome = day.Attack(TimeSpan.FromMinutes(20), 33, () =>
        {
            (source, triesLeft) = triesLeft > 0 ? (source, triesLeft - 1) : (source + 1, day.Random.Next(3));
            bool exists = day.Random.Next(2) == 0;
            string user = exists ? day.People.NameOf(day.Random.Next(People.Users)) : $"nobody{FirstNobody + day.Random.Next(1_000_000)}@example.org";
            return new Attempt(user, Bot(source), day.People.AnyPassword(), IsRight: false) { Exists = exists };
        });

        AssertFoundOut(day, outcome);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(20)]
    public void One_password_tried_on_all_users_is_found_out(double perSecond)
    {
        var day = new SimulatedDay(4);
        int user = 0;

        AttackOutcome outcome = day.Attack(
            TimeSpan.FromSeconds(People.Users / perSecond),
            perSecond,
            () => new Attempt(day.People.NameOf(user++ % People.Users), Bot(user), 4711, IsRight: false));

        AssertFoundOut(day, outcome);
    }

    [Fact]
    public void A_user_whom_ten_thousand_sources_guess_at_is_not_locked_out()
    {
        var day = new SimulatedDay(5);
        string owner = day.People.NameOf(42);
        int source = 0;
        var guesses = new Tally();
        int reached = 0;
        int devices = 0;
        int tries = 0;
        List<TimeSpan> waits = [];
        day.Pass(DayKind.Quiet, TimeSpan.Zero, TimeSpan.FromDays(1), passed =>
        {
            if (passed.TotalSeconds % 4 == 0)
            {
                guesses.Add(day.World.Try(new Attempt(owner, Bot(source++ % 10_000), day.People.AnyPassword(), IsRight: false)));
            }

            // The owner's devices at home; the owner somewhere new with the password he has; and with one that was made a moment ago.
            if (passed.TotalSeconds % 1800 == 900)
            {
                devices++;
                reached += day.World.Try(day.People.Own(42, new IPAddress([10, 0, 42, 9]))) <= LoginClass.Known ? 1 : 0;
                devices++;
                reached += day.World.Try(day.People.Own(42, day.People.FreshPlace())) <= LoginClass.Known ? 1 : 0;
                waits.Add(WaitOfStranger(day, owner));
                tries++;
            }
        });

        waits.Sort();
        TimeSpan p95 = waits[(int)(waits.Count * 0.95)];
        output.WriteLine($"guesses {guesses}; devices {reached} of {devices}; {tries} times with a new password from a new place, p95 {p95.TotalSeconds} s");
        Assert.Equal(devices, reached);
        Assert.True(p95 <= TimeSpan.FromSeconds(60), p95.ToString());
        Assert.True(guesses.NotSuspect <= 50, guesses.ToString());
    }

    [Fact]
    public void An_attacker_behind_the_address_of_five_hundred_users_costs_them_nothing()
    {
        var day = new SimulatedDay(6);
        var attacker = new Tally();
        var proven = new Tally();
        var firstTime = new Tally();
        day.Pass(DayKind.Quiet, TimeSpan.FromHours(9), TimeSpan.FromHours(1), passed =>
        {
            for (int i = 0; i < 20; i++)
            {
                string user = day.People.NameOf(day.Random.Next(People.Users));
                attacker.Add(day.World.Try(new Attempt(user, People.Campus, day.People.AnyPassword(), IsRight: false)));
            }

            if (passed.TotalSeconds % 10 == 5)
            {
                proven.Add(day.World.Try(day.People.Own(300 + ((int)passed.TotalSeconds / 10 % 500), People.Campus)));
                firstTime.Add(day.World.Try(day.People.Own(1200 + ((int)passed.TotalSeconds / 10 % 500), People.Campus)));
            }
        });

        output.WriteLine($"attacker {attacker}; proven {proven}; for the first time there {firstTime}");
        Assert.Equal(0, proven.Suspects);
        Assert.Equal(0, firstTime.Suspects);
        Assert.True(attacker.NotSuspect <= 60, attacker.ToString());
        Assert.Equal(0, day.Alarms);
    }

    [Fact]
    public void An_attacker_with_a_48_of_its_own_is_one_and_its_neighbours_are_not_hit()
    {
        var day = new SimulatedDay(7);
        var attacker = new Tally();
        day.Pass(DayKind.Quiet, TimeSpan.FromHours(9), TimeSpan.FromMinutes(20), _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                attacker.Add(day.World.Try(new Attempt(day.People.NameOf(day.Random.Next(People.Users)), Within("2001:db8:66::", day.Random), day.People.AnyPassword(), IsRight: false)));
            }
        });

        output.WriteLine($"attacker {attacker}, alarms {day.Alarms}");
        Assert.True(attacker.SuspectShare >= 0.99, attacker.ToString());
        Assert.Equal(LoginClass.New, day.World.Try(new Attempt("first@example.org", IPAddress.Parse("2001:db8:67::1"), day.People.AnyPassword(), IsRight: true)));
    }

    [Fact]
    public void One_success_of_an_own_account_for_each_four_failures_washes_nothing()
    {
        int without = Failures(hasAccount: false);
        int with = Failures(hasAccount: true);

        output.WriteLine($"taken for new: {with} with an account, {without} without");
        Assert.True(with <= without * 1.1, $"{with} against {without}");

        int Failures(bool hasAccount)
        {
            var day = new SimulatedDay(8);
            var attacker = new Tally();
            Attempt own = new("mallory@example.org", Bot(1), 99, IsRight: true);
            day.Pass(DayKind.Quiet, TimeSpan.FromHours(9), TimeSpan.FromHours(1), passed =>
            {
                attacker.Add(day.World.Try(new Attempt(day.People.NameOf(day.Random.Next(People.Users)), Bot(1), day.People.AnyPassword(), IsRight: false)));
                if (hasAccount && passed.TotalSeconds % 4 == 0)
                {
                    day.World.Try(own);
                }
            });
            return attacker.NotSuspect;
        }
    }

    private static TimeSpan WaitOfStranger(SimulatedDay day, string user)
    {
        IPAddress place = day.People.FreshPlace();
        ulong password = day.People.AnyPassword();
        TimeSpan asked = day.World.Now;
        for (TimeSpan waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(10); waited += TimeSpan.FromSeconds(15))
        {
            // Only asked about: nothing is observed, as when the answer is "try again later".
            var facts = new LoginFacts(user, place) { PasswordFingerprint = password };
            if (day.World.History.Assess(facts, asked + waited).Class != LoginClass.Suspect)
            {
                return waited;
            }
        }

        return TimeSpan.MaxValue;
    }

    private static IPAddress Bot(int number) => new([(byte)(150 + (number >> 16)), (byte)(number >> 8), (byte)number, 13]);

    private static IPAddress Within(string prefix, Random random)
    {
        byte[] octets = IPAddress.Parse(prefix).GetAddressBytes();
        random.NextBytes(octets.AsSpan(6));
        return new IPAddress(octets);
    }

    private void AssertFoundOut(SimulatedDay day, AttackOutcome outcome)
    {
        output.WriteLine($"{outcome}; honest {day.People.Tally}");
        Assert.Equal(1, day.Alarms);
        Assert.True(outcome.Detection <= _mostDetection, outcome.ToString());
        Assert.True(outcome.End <= _mostCalming, outcome.ToString());
        Assert.True(outcome.Later.SuspectShare >= LeastBotsSuspect, outcome.ToString());
        Assert.True(day.People.Tally.SuspectShare <= MostHonestSuspects, day.People.Tally.ToString());
    }
}
