using MailFront.Defence.Rules;

namespace MailFront.Configuration.Settings;

/// <summary>Rules of the operator's.</summary>
public sealed record RuleSettings
{
    /// <summary><c>mailfront_rule_&lt;name&gt;</c>, in the order of their lines. Default none.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];
}
