using System.Globalization;
using System.Text;
using MailFront.TestKit.Eviction;

namespace MailFront.Rig.Eviction;

/// <summary>Who is lost when bots fill every place: four rules for who goes, from a trickle of bots to a flood, on the product's own code.</summary>
internal sealed class EvictionCurves
{
    private const double FailingShare = 0.1;

    /// <summary>Bots a second.</summary>
    public static readonly IReadOnlyList<int> Rates = [0, 250, 500, 1000, 2000, 4000, 8000];

    private readonly Dictionary<(EvictionRuleKind Rule, int Rate), EvictionOutcome> _outcomes = [];

    /// <summary>Simulates all of them; <paramref name="told"/> hears of each.</summary>
    public static EvictionCurves Simulate(int seed, Action<string> told)
    {
        var curves = new EvictionCurves();
        foreach (var rule in Enum.GetValues<EvictionRuleKind>())
        {
            foreach (var rate in Rates)
            {
                var outcome = EvictionSimulation.Run(new EvictionScenario
                {
                    Rule = rule,
                    IdleRate = rate * (1 - FailingShare),
                    FailingRate = rate * FailingShare,
                    Seed = seed,
                });
                curves._outcomes[(rule, rate)] = outcome;
                told($"{rule} {rate}/s: {outcome}");
            }
        }

        return curves;
    }

    /// <summary>Share of legitimate connections that were evicted or refused.</summary>
    public double LostShare(EvictionRuleKind rule, int rate) => _outcomes[(rule, rate)].EvictedShare + _outcomes[(rule, rate)].RefusedShare;

    /// <summary>All numbers.</summary>
    public string Csv()
    {
        var text = new StringBuilder("rule,bots_per_second,legitimate,evicted,refused,lost_percent\n");
        foreach (var ((rule, rate), outcome) in _outcomes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule},{rate},{outcome.Legitimate},{outcome.Evicted},{outcome.Refused},{100 * LostShare(rule, rate):0.###}\n");
        }

        return text.ToString();
    }
}
