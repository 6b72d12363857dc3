namespace MailFront.Defence.Rules.Conditions;

/// <summary>A part of a condition. Immutable; asking allocates nothing.</summary>
internal interface ICondition
{
    /// <summary>The only states in which it can be true.</summary>
    StateSet States { get; }

    /// <summary>Whether it is true of <paramref name="row"/>.</summary>
    bool Matches(in ConnectionRow row);
}
