namespace MailFront.Defence.Rules.Conditions;

/// <summary>A count, a size in octets or a time in ticks against a number.</summary>
internal sealed class NumberTest(RuleField field, RuleComparison comparison, long number) : ICondition
{
    /// <inheritdoc/>
    public StateSet States => StateSet.All;

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row)
    {
        var value = ValueOf(row);
        return comparison switch
        {
            RuleComparison.Equal => value == number,
            RuleComparison.NotEqual => value != number,
            RuleComparison.Less => value < number,
            RuleComparison.AtMost => value <= number,
            RuleComparison.Greater => value > number,
            _ => value >= number,
        };
    }

    private long ValueOf(in ConnectionRow row) => field switch
    {
        RuleField.Age => row.Age.Ticks,
        RuleField.InState => row.InState.Ticks,
        RuleField.Attempts => row.Attempts,
        RuleField.Failures => row.Failures,
        RuleField.BytesIn => row.BytesIn,
        RuleField.BytesOut => row.BytesOut,
        _ => row.Score,
    };
}
