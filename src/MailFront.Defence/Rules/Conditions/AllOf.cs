namespace MailFront.Defence.Rules.Conditions;

/// <summary><c>and</c>, from the left, as far as needed.</summary>
internal sealed class AllOf(ICondition[] parts) : ICondition
{
    /// <inheritdoc/>
    public StateSet States { get; } = parts.Aggregate(StateSet.All, (states, part) => states & part.States);

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row)
    {
        foreach (var part in parts)
        {
            if (!part.Matches(row))
            {
                return false;
            }
        }

        return true;
    }
}
