namespace MailFront.Defence.Rules;

/// <summary>A rule in force, and how often it has acted. A rule that is changed becomes another one. Thread-safe.</summary>
public sealed class StandingRule
{
    private long _enforced;
    private long _observed;

    internal StandingRule(Rule rule, RuleOrigin origin, int slot)
    {
        Rule = rule;
        Origin = origin;
        Slot = slot;
    }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>Where it comes from.</summary>
    public RuleOrigin Origin { get; }

    /// <summary>Its bit in connections, 0 to 63.</summary>
    public int Slot { get; }

    /// <summary>How often its action was carried out.</summary>
    public long Enforced => Interlocked.Read(ref _enforced);

    /// <summary>How often it would have been.</summary>
    public long Observed => Interlocked.Read(ref _observed);

    /// <summary>Counts an action.</summary>
    public void Count(bool isEnforced) => Interlocked.Increment(ref isEnforced ? ref _enforced : ref _observed);
}
