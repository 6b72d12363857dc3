namespace MailFront.Defence.Rules;

/// <summary>How much an operator may write: far more than anybody reads, and little enough to be evaluated for every connection four times a second.</summary>
public static class RuleLimits
{
    /// <summary>Most rules in force at once: each has a bit in every connection.</summary>
    public const int MaxRules = 64;

    /// <summary>Longest rule or condition, in characters.</summary>
    public const int MaxLength = 1000;

    /// <summary>Most letters of a rule's name.</summary>
    public const int MaxNameLength = 32;

    /// <summary>Most parentheses and <c>not</c>s inside each other.</summary>
    public const int MaxDepth = 16;

    /// <summary>Most comparisons and words in one condition.</summary>
    public const int MaxTests = 32;

    /// <summary>Most values after one <c>in</c>.</summary>
    public const int MaxValues = 64;

    /// <summary>Longest <c>delay</c>; all that a client waits before login is bounded by <c>mailfront_login_deadline</c>, 60 s by default, too.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);
}
