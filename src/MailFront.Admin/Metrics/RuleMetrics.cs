using MailFront.Defence;
using MailFront.Sessions.Rules;

namespace MailFront.Admin.Metrics;

/// <summary>What rules did, and verdicts that were not carried out.</summary>
public sealed class RuleMetrics(RuleDesk desk) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        const string Actions = "mailfront_rule_actions_total";
        const string Withheld = "mailfront_verdicts_withheld_total";
        text.Family(Actions, "counter", "Connections a rule acted on, or would have; since the rule is in force.");
        foreach (var rule in desk.Book.Rules)
        {
            var action = MetricNames.Of(rule.Rule.Action.Kind);
            text.Sample(Actions, rule.Enforced, ("rule", rule.Rule.Name), ("action", action), ("mode", "enforce"));
            text.Sample(Actions, rule.Observed, ("rule", rule.Rule.Name), ("action", action), ("mode", "observe"));
        }

        text.Family(Withheld, "counter", "Verdicts that mailfront_defence: observe did not carry out, by reason.");
        foreach (var reason in Enum.GetValues<VerdictReason>().Where(reason => reason != VerdictReason.None))
        {
            text.Sample(Withheld, desk.Withheld.CountOf(reason), ("reason", MetricNames.Of(reason)));
        }
    }
}
