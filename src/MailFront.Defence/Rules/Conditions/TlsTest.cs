namespace MailFront.Defence.Rules.Conditions;

/// <summary>Whether TLS is on.</summary>
internal sealed record TlsTest(bool IsOn) : ICondition
{
    /// <inheritdoc/>
    public StateSet States => StateSet.All;

    /// <inheritdoc/>
    public bool Matches(in ConnectionRow row) => row.IsSecure == IsOn;
}
