using MailFront.Configuration;
using MailFront.Defence.Rules;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class RuleReaderTests
{
    [Fact]
    public void Rules_come_in_the_order_of_their_lines()
    {
        var rules = Sample.SettingsWith("mailfront_rule_stuck: preauth and failures >= 1 and age > 10s => close\nmailfront_rule_b-2: loggedin and age > 1d => log observe\n").Rules.Rules;

        Assert.Equal(["stuck", "b-2"], rules.Select(rule => rule.Name));
        Assert.Equal([RuleMode.Enforce, RuleMode.Observe], rules.Select(rule => rule.Mode));
    }

    [Fact]
    public void A_rule_that_is_none_is_an_error_with_line_and_column()
    {
        var finding = Sample.Only(Sample.LoadWith("mailfront_rule_bad: preauth and age > 10 => close\n"), "mailfront_rule_bad");

        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Contains("column 19: '10' is not a duration with its unit", finding.Message, StringComparison.Ordinal);
        Assert.True(finding.Line > 0);
    }

    [Fact]
    public void The_65th_rule_is_an_error()
    {
        var lines = string.Concat(Enumerable.Range(0, RuleLimits.MaxRules + 1).Select(i => $"mailfront_rule_r{i}: preauth => log\n"));

        Assert.Contains("more than 64 rules", Sample.Only(Sample.LoadWith(lines), "mailfront_rule_r64").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deny_list_without_effect_is_a_warning()
    {
        var finding = Sample.Only(Sample.LoadWith("mailfront_defence: observe\nmailfront_deny: 192.0.2.0/24\n"), "mailfront_deny");

        Assert.Equal((DiagnosticSeverity.Warning, "whom it names is let in"), (finding.Severity, finding.Instead));
    }
}
