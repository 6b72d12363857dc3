namespace MailFront.Defence.Rules.Conditions;

/// <summary><c>not</c>. What is unknown equals nothing, so its negation is true.</summary>
internal sealed class Negation(ICondition inner) : ICondition
{
    /// <inheritdoc/>
    public StateSet States { get; } = inner is StateTest ? ~inner.States : StateSet.All;

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row) => !inner.Matches(row);
}
