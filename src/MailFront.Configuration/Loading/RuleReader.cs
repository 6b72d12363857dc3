using MailFront.Configuration.Options;
using MailFront.Configuration.Settings;
using MailFront.Defence.Rules;

namespace MailFront.Configuration.Loading;

/// <summary>Rules: <c>mailfront_rule_&lt;name&gt;: condition => action</c>.</summary>
internal static class RuleReader
{
    private const string Refused = "MailFront does not start with it";

    /// <summary>Reads them all.</summary>
    public static RuleSettings Read(OptionReader reader)
    {
        var rules = new List<Rule>();
        foreach (var value in reader.File.InOrder.Where(value => MailFrontOptions.Find(value.Name) == MailFrontOptions.Rule))
        {
            if (!RuleParser.TryParse(value.Name[MailFrontOptions.Rule.Name.Length..], value.Text, out var rule, out var error))
            {
                reader.Diagnostics.Error(value.Place, value.Name, $"{value.Name}: {error}", Refused);
            }
            else if (rules.Count == RuleLimits.MaxRules)
            {
                reader.Diagnostics.Error(value.Place, value.Name, $"{value.Name}: more than {RuleLimits.MaxRules} rules", Refused);
            }
            else
            {
                rules.Add(rule);
            }
        }

        return new RuleSettings { Rules = rules };
    }
}
