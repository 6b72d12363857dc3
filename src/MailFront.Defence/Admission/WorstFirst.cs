namespace MailFront.Defence.Admission;

/// <summary>The highest <see cref="EvictionScore"/> goes.</summary>
internal sealed class WorstFirst : IEvictionRule
{
    /// <inheritdoc/>
    public bool Evicts => true;

    /// <inheritdoc/>
    public int ScoreOf(in SeatFacts facts) => EvictionScore.Of(facts);

    /// <inheritdoc/>
    public bool RefusesEarly(int preLogin, int cap) => false;
}
