namespace MailFront.Defence.Rules.Conditions;

/// <summary><c>or</c>, from the left, as far as needed.</summary>
internal sealed class AnyOf(ICondition[] parts) : ICondition
{
    /// <inheritdoc/>
    public StateSet States { get; } = parts.Aggregate(default(StateSet), (states, part) => states | part.States);

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row)
    {
        foreach (var part in parts)
        {
            if (part.Matches(row))
            {
                return true;
            }
        }

        return false;
    }
}
