using MailFront.Load.Measuring;
using MailFront.Rig.Attack;

namespace MailFront.Rig.Population;

/// <summary>
/// Who logs in when. Users and bots draw from generators of their own, so the population does the same things under every attack.
/// </summary>
internal sealed class ArrivalPlan(AttackOptions options)
{
    /// <summary>How long after a typo the user tries again, with the right password.</summary>
    private const long SecondThought = 8 * LoadClock.Second;

    private readonly Sources _sources = new(options.Users, options.Devices, options.WebmailUsers, options.NatUsers);

    /// <summary>One login of each device, by which it becomes known, and of each forgotten phone.</summary>
    public IReadOnlyList<Arrival> Warmup()
    {
        var all = Enumerable.Range(0, options.Devices).SelectMany(device => Enumerable.Range(1, options.Users).Select(user => Device(0, LoginKind.Verified, user, device)));
        var warm = all.Take(options.WarmDevices).ToList();
        return options.WarmDevices < options.StalePhones ? warm : [.. StaleAt(0), .. warm];
    }

    /// <summary>All arrivals in order: lead, window, and as long after it as the last client of the window has patience.</summary>
    public IReadOnlyList<Arrival> Main()
    {
        var length = (long)((options.LeadSeconds + options.Seconds + options.PatienceSeconds) * LoadClock.Second);
        var arrivals = new List<Arrival>();
        AddUsers(arrivals, length);
        for (var round = 0L; options.StalePhones > 0 && round < length; round += (long)(options.StalePeriodSeconds * LoadClock.Second))
        {
            arrivals.AddRange(StaleAt(round).Where(a => a.At < length));
        }

        AddBots(arrivals, length);
        arrivals.Sort(static (a, b) => a.At.CompareTo(b.At));
        return arrivals;
    }

    private static long Gap(Random random, double rate) => (long)(-Math.Log(1 - random.NextDouble()) / rate * LoadClock.Second);

    private void AddUsers(List<Arrival> arrivals, long length)
    {
        var random = new Random(options.Seed);
        var changed = Enumerable.Range(1, options.Users).ToArray();
        var elsewhere = Enumerable.Range(1, options.Users).ToArray();
        random.Shuffle(changed);
        random.Shuffle(elsewhere);
        var (known, strangers) = (0, 0);
        for (var at = Gap(random, options.Rate); at < length; at += Gap(random, options.Rate))
        {
            // As many draws for each arrival, whatever comes of them.
            var (draw, user, device, typo) = (random.NextDouble(), 1 + random.Next(options.Users), random.Next(options.Devices), random.NextDouble());
            if (draw < options.NewShare)
            {
                user = elsewhere[strangers % options.Users];
                arrivals.Add(new Arrival(at, LoginKind.New, PasswordBook.Name(user), PasswordBook.Password(user, LoginKind.New), Sources.Stranger(strangers++), default));
            }
            else if (draw < options.NewShare + options.KnownShare)
            {
                arrivals.Add(Device(at, LoginKind.Known, changed[known++ % options.Users], device));
            }
            else if (typo >= options.Typos / (1 - options.NewShare - options.KnownShare))
            {
                arrivals.Add(Device(at, LoginKind.Verified, user, device));
            }
            else
            {
                arrivals.Add(Device(at, LoginKind.Typo, user, device, arrivals.Count));
                if (at + SecondThought < length)
                {
                    arrivals.Add(Device(at + SecondThought, LoginKind.Verified, user, device));
                }
            }
        }
    }

    private void AddBots(List<Arrival> arrivals, long length)
    {
        var random = new Random(options.Seed + 1);
        var botnet = new BotGuesses(random, _sources, options.Users, options.BotSources, options.Bots);
        if (options.BotRate > 0)
        {
            for (var at = Gap(random, options.BotRate); at < length; at += Gap(random, options.BotRate))
            {
                arrivals.Add(botnet.Next(at));
            }
        }
    }

    private IEnumerable<Arrival> StaleAt(long start)
    {
        var spacing = (long)(options.StalePeriodSeconds * LoadClock.Second) / Math.Max(1, options.StalePhones);
        return Enumerable.Range(0, options.StalePhones).Select(i => Device(start + i * spacing, LoginKind.Stale, options.Users - i, 0));
    }

    private Arrival Device(long at, LoginKind kind, int user, int device, int variant = 0) =>
        new(at, kind, PasswordBook.Name(user), PasswordBook.Password(user, kind, variant), _sources.Device(user, device), default);
}
