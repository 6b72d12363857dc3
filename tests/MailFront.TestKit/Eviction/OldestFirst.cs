using MailFront.Defence.Admission;

namespace MailFront.TestKit.Eviction;

/// <summary>The oldest goes. Ages fall into buckets that are 15 % wide, from 10 ms to more than a minute.</summary>
internal sealed class OldestFirst : IEvictionRule
{
    private const double FirstSeconds = 0.01;
    private const double BucketsPerDoubling = 5;

    public bool Evicts => true;

    public int ScoreOf(in SeatFacts facts) => (int)Math.Clamp(
        BucketsPerDoubling * Math.Log2(Math.Max(facts.Age.TotalSeconds, FirstSeconds) / FirstSeconds), 0, EvictionScore.Highest);

    public bool RefusesEarly(int preLogin, int cap) => false;
}
