using MailFront.Defence.Rules;

namespace MailFront.Admin.Sessions;

/// <summary>A rule in force.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Condition">When.</param>
/// <param name="Action">What then.</param>
/// <param name="Mode"><c>enforce</c> or <c>observe</c>.</param>
/// <param name="Origin"><c>file</c>, or <c>live</c> for what is gone with a restart or a reload.</param>
/// <param name="Enforced">How often its action was carried out.</param>
/// <param name="Observed">How often it would have been.</param>
internal sealed record RuleView(string Name, string Condition, string Action, string Mode, string Origin, long Enforced, long Observed)
{
    /// <summary>The rule as it is shown.</summary>
    public static RuleView Of(StandingRule standing) => new(
        standing.Rule.Name,
        standing.Rule.Condition.Text,
        standing.Rule.Action.ToString(),
        MetricNames.Of(standing.Rule.Mode),
        MetricNames.Of(standing.Origin),
        standing.Enforced,
        standing.Observed);
}
