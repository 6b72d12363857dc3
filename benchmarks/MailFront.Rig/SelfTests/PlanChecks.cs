using System.Net;
using MailFront.Load.CommandLine;
using MailFront.Rig.Attack;
using MailFront.Rig.Population;

namespace MailFront.Rig.SelfTests;

/// <summary>The arrivals.</summary>
internal sealed class PlanChecks(RigSelfTest test)
{
    private const int Users = 2000;
    private const int MaxTries = 3;

    /// <summary>Runs them.</summary>
    public void Run()
    {
        var quiet = new ArrivalPlan(Options()).Main();
        var attacked = new ArrivalPlan(Options("--bots", "125")).Main();
        var users = attacked.Where(a => a.Kind != LoginKind.Bot).ToList();
        var bots = attacked.Where(a => a.Kind == LoginKind.Bot).ToList();
        test.Check("the population does the same under attack", users.SequenceEqual(quiet));
        test.Check("arrivals are in order", attacked.Zip(attacked.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        test.Check("a bot tries three times at most", bots.GroupBy(a => a.Source).All(tries => tries.Count() <= MaxTries));
        test.Check("slowauth recognises every login", attacked.All(a => PasswordBook.KindOf(a.User, a.Password, Users) == a.Kind));
        Share("logins from new places", users, LoginKind.New, 0.1);
        Share("changed passwords", users, LoginKind.Known, 0.2);
        Share("typos", users.Where(a => a.Kind != LoginKind.Stale), LoginKind.Typo, 0.02);
        test.Check("half of the guesses name a user", IsNear(bots.Count(a => a.User.StartsWith("user", StringComparison.Ordinal)), bots.Count, 0.5));
        test.Check("a third of the bots hangs up", IsNear(bots.Count(a => a.Habit == BotHabit.Leave), bots.Count, 0.3));

        var devices = new ArrivalPlan(Options("--stale", "0")).Warmup();
        var networks = devices.GroupBy(a => Network(a.Source)).ToDictionary(group => group.Key, group => group.Count());
        test.Check("one network has 300 devices, one 500, all others one", networks.Values.Order().TakeLast(2).SequenceEqual([300, 500])
            && networks.Values.Count(count => count == 1) == devices.Count - 800);
        test.Check("nobody was at a new place before", users.Where(a => a.Kind == LoginKind.New).All(a => !networks.ContainsKey(Network(a.Source))));
    }

    private static AttackOptions Options(params string[] more) =>
        AttackOptions.Parse(new Arguments(["--server", "127.0.0.1:1", "--time", "200", .. more]));

    private static string Network(IPAddress address) => string.Join('.', address.GetAddressBytes().Take(3));

    private static bool IsNear(int count, int all, double share) => Math.Abs((double)count / all - share) < 0.2 * share;

    private void Share(string claim, IEnumerable<Arrival> arrivals, LoginKind kind, double share)
    {
        var all = arrivals.ToList();
        var count = all.Count(a => a.Kind == kind);
        test.Check($"{share:P0} are {claim}", IsNear(count, all.Count, share), $"{count} of {all.Count}");
    }
}
