namespace MailFront.Defence.Rules.Conditions;

/// <summary>A name that is one of some. User names count by case: they are canonical already.</summary>
internal sealed class TextTest(RuleField field, string[] values) : ICondition
{
    private readonly StringComparison _comparison = field == RuleField.User ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <inheritdoc/>
    public StateSet States => StateSet.All;

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row)
    {
        var text = field switch
        {
            RuleField.User => row.User,
            RuleField.Service => row.Service,
            _ => row.Protocol,
        };
        foreach (var value in values)
        {
            if (value.Equals(text, _comparison))
            {
                return true;
            }
        }

        return false;
    }
}
