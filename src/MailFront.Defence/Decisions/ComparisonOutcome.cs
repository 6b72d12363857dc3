namespace MailFront.Defence.Decisions;

/// <summary>Who would have felt another policy, how.</summary>
public sealed class ComparisonOutcome
{
    private readonly List<(AffectedParty Party, PolicyEffect Effect)> _hurt = [];
    private readonly List<(AffectedParty Party, PolicyEffect Effect)> _eased = [];
    private readonly List<(AffectedParty Party, PolicyEffect Effect)> _stopped = [];
    private readonly List<(AffectedParty Party, PolicyEffect Effect)> _freed = [];

    /// <summary>Users who have logged in and would have been treated worse.</summary>
    public IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> Hurt => _hurt;

    /// <summary>Users who have logged in and would have been treated better.</summary>
    public IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> Eased => _eased;

    /// <summary>Those who never logged in and would have been treated worse.</summary>
    public IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> Stopped => _stopped;

    /// <summary>Those who never logged in and would have been treated better.</summary>
    public IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> Freed => _freed;

    internal void AddLegitimate(AffectedParty party, PolicyEffect effect) => Add(effect.IsHarder ? _hurt : effect.IsEasier ? _eased : null, party, effect);

    internal void AddOther(AffectedParty party, PolicyEffect effect) => Add(effect.IsHarder ? _stopped : effect.IsEasier ? _freed : null, party, effect);

    private static void Add(List<(AffectedParty Party, PolicyEffect Effect)>? list, AffectedParty party, PolicyEffect effect) => list?.Add((party, effect));
}
