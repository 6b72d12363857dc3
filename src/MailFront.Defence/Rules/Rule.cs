namespace MailFront.Defence.Rules;

/// <summary>A rule of the operator's: <c>condition => action</c>.</summary>
/// <param name="Name">Its name: what stands behind <c>mailfront_rule_</c>.</param>
/// <param name="Condition">When.</param>
/// <param name="Action">What then.</param>
/// <param name="Mode">Whether the action is carried out.</param>
public sealed record Rule(string Name, Condition Condition, RuleAction Action, RuleMode Mode)
{
    /// <summary>Condition and action as they are written.</summary>
    public string Text => $"{Condition.Text} => {Action}";

    /// <summary>Whether <paramref name="text"/> can be a rule's name: small letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= RuleLimits.MaxNameLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <summary>Whether both say and do the same, so that what one has done need not be done again by the other.</summary>
    public bool IsSameAs(Rule other) => Name == other.Name && Mode == other.Mode && Action == other.Action && Condition.Text == other.Condition.Text;
}
