namespace MailFront.Defence.Rules;

/// <summary>What a rule does.</summary>
public enum RuleActionKind
{
    /// <summary>Closes the connection.</summary>
    Close,

    /// <summary>Answers a failed login later.</summary>
    Delay,

    /// <summary>Puts a login into a class.</summary>
    Class,

    /// <summary>Leaves a line in the log.</summary>
    Log,
}
