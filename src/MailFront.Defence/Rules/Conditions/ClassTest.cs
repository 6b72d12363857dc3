using MailFront.Defence.Login;

namespace MailFront.Defence.Rules.Conditions;

/// <summary>One of some classes; a connection that has not tried to log in has none.</summary>
internal sealed class ClassTest : ICondition
{
    private readonly uint _classes;

    private ClassTest(uint classes) => _classes = classes;

    /// <inheritdoc/>
    public StateSet States => StateSet.All;

    /// <summary>A test for <paramref name="classes"/>.</summary>
    public static ClassTest Of(IEnumerable<LoginClass> classes) => new(classes.Aggregate(0u, (bits, loginClass) => bits | (1u << (int)loginClass)));

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row) => row.Class is { } loginClass && (_classes & (1u << (int)loginClass)) != 0;
}
