namespace MailFront.Defence.Rules;

/// <summary>What became of a change to the rules in force.</summary>
public enum RuleBookOutcome
{
    /// <summary>It is in force.</summary>
    Done,

    /// <summary>No rule has that name.</summary>
    NotFound,

    /// <summary>The configuration has a rule of that name.</summary>
    NameTaken,

    /// <summary>There are <see cref="RuleLimits.MaxRules"/> already.</summary>
    Full,
}
