using MailFront.Defence.Admission;

namespace MailFront.TestKit.Eviction;

/// <summary>Refuses from a tenth of the cap on, with a chance that grows from 30 % to certainty.</summary>
internal sealed class RandomEarly(Random random) : IEvictionRule
{
    private const double StartShare = 0.1;
    private const double StartChance = 0.3;

    public bool Evicts => false;

    public int ScoreOf(in SeatFacts facts) => 0;

    public bool RefusesEarly(int preLogin, int cap)
    {
        var start = cap * StartShare;
        return preLogin >= start && random.NextDouble() < StartChance + ((1 - StartChance) * (preLogin - start) / (cap - start));
    }
}
