namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>People, and perhaps an attacker among them, second by second.</summary>
internal sealed class SimulatedDay
{
    private const int FirstTries = 200;

    public SimulatedDay(int seed)
    {
        World = new SimulatedWorld();
        People = new People(World, seed);
        Random = new Random(seed + 1);
    }

    public SimulatedWorld World { get; }

    public People People { get; }

    public Random Random { get; }

    public int Alarms { get; private set; }

    public TimeSpan? RaisedAt { get; private set; }

    public TimeSpan? EndedAt { get; private set; }

    /// <summary>Lets <paramref name="length"/> of a day of this kind pass from <paramref name="from"/> on.</summary>
    public void Pass(DayKind kind, TimeSpan from, TimeSpan length, Action<TimeSpan>? attacker = null)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < length; passed += TimeSpan.FromSeconds(1))
        {
            People.Second(kind, from + passed);
            attacker?.Invoke(passed);
            World.Now += TimeSpan.FromSeconds(1);
            NoteAlarm();
        }
    }

    /// <summary>A day with an attack of <paramref name="perSecond"/> logins a second somewhere in it.</summary>
    public AttackOutcome Attack(TimeSpan length, double perSecond, Func<Attempt> next)
    {
        var outcome = new AttackOutcome();
        var from = TimeSpan.FromSeconds(Random.Next(6 * 3600, 18 * 3600));
        Pass(DayKind.Quiet, TimeSpan.Zero, from);
        TimeSpan? twoHundredth = null;
        Pass(DayKind.Quiet, from, length, _ =>
        {
            for (double left = perSecond; left > Random.NextDouble(); left--)
            {
                var loginClass = World.Try(next());
                outcome.All.Add(loginClass);
                if (outcome.All.Count > FirstTries)
                {
                    twoHundredth ??= World.Now;
                    outcome.Later.Add(loginClass);
                }
            }
        });
        TimeSpan end = World.Now;
        outcome.Detection = RaisedAt - (twoHundredth ?? end);
        if (from + length < TimeSpan.FromDays(1))
        {
            Pass(DayKind.Quiet, from + length, TimeSpan.FromDays(1) - from - length);
        }

        outcome.End = EndedAt - end;
        return outcome;
    }

    private void NoteAlarm()
    {
        bool isAlarmed = World.IsAlarmed;
        if (isAlarmed && (RaisedAt is null || EndedAt is not null))
        {
            RaisedAt ??= World.Now;
            EndedAt = null;
            Alarms++;
        }
        else if (!isAlarmed && RaisedAt is not null && EndedAt is null)
        {
            EndedAt = World.Now;
        }
    }
}
