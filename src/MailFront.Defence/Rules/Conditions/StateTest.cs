namespace MailFront.Defence.Rules.Conditions;

/// <summary>One of some states.</summary>
internal sealed class StateTest(StateSet states) : ICondition
{
    /// <inheritdoc/>
    public StateSet States => states;

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row) => states.Contains(row.State);
}
