namespace MailFront.Defence.Rules;

/// <summary>Why a rule is none.</summary>
/// <param name="Column">Where, counted from 1 in the rule's own text.</param>
/// <param name="Message">What is wrong there.</param>
public readonly record struct RuleError(int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"column {Column}: {Message}";
}
