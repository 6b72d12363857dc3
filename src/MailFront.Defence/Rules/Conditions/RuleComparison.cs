namespace MailFront.Defence.Rules.Conditions;

/// <summary>How a field is compared.</summary>
internal enum RuleComparison
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!=</summary>
    NotEqual,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>in</summary>
    In,
}
