using MailFront.Defence.Rules.Conditions;

namespace MailFront.Defence.Rules;

/// <summary>A question about a connection, as an operator wrote it. Immutable; asking it allocates nothing.</summary>
public sealed class Condition
{
    private readonly ICondition _root;

    internal Condition(string text, ICondition root)
    {
        Text = text;
        _root = root;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The only states in which it can be true; there may be fewer.</summary>
    public StateSet States => _root.States;

    /// <summary>Whether it is true of <paramref name="row"/>.</summary>
    public bool Matches(in ConnectionRow row) => _root.Matches(row);
}
