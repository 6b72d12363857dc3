namespace MailFront.Defence.Rules;

/// <summary>What becomes of a rule's action.</summary>
public enum RuleMode
{
    /// <summary>It is carried out.</summary>
    Enforce,

    /// <summary>It is only logged and counted.</summary>
    Observe,
}
