using MailFront.Defence.Rules.Conditions;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>What signs mean.</summary>
internal static class Comparisons
{
    /// <summary>The comparison that <paramref name="sign"/>, one of the signs or <c>in</c>, stands for.</summary>
    public static RuleComparison Of(Token sign) => sign.Text switch
    {
        "=" => RuleComparison.Equal,
        "!=" => RuleComparison.NotEqual,
        "<" => RuleComparison.Less,
        "<=" => RuleComparison.AtMost,
        ">" => RuleComparison.Greater,
        ">=" => RuleComparison.AtLeast,
        _ => RuleComparison.In,
    };
}
