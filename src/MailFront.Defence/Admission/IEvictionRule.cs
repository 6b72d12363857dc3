namespace MailFront.Defence.Admission;

/// <summary>
/// How it is chosen who goes. The product has one rule, <see cref="WorstFirst"/>; experiments put those of others in its place, so that
/// all are compared on the same code.
/// </summary>
internal interface IEvictionRule
{
    /// <summary>Whether anybody goes for a newcomer at all.</summary>
    bool Evicts { get; }

    /// <summary>The bucket of what is described by <paramref name="facts"/>, 0 to <see cref="EvictionScore.Highest"/>.</summary>
    int ScoreOf(in SeatFacts facts);

    /// <summary>Whether a newcomer is refused although there is room.</summary>
    bool RefusesEarly(int preLogin, int cap);
}
