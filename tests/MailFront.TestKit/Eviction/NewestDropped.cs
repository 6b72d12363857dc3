using MailFront.Defence.Admission;

namespace MailFront.TestKit.Eviction;

/// <summary>Nobody goes.</summary>
internal sealed class NewestDropped : IEvictionRule
{
    public bool Evicts => false;

    public int ScoreOf(in SeatFacts facts) => 0;

    public bool RefusesEarly(int preLogin, int cap) => false;
}
