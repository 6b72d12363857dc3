namespace MailFront.Defence.Decisions;

/// <summary>What a <see cref="DecisionRecord"/> tells. The names are in decision logs.</summary>
public enum DecisionKind
{
    /// <summary>The engine's options from here on.</summary>
    Options,

    /// <summary>A login got its class.</summary>
    Assessed,

    /// <summary>A login ended: evidence for those that follow.</summary>
    Observed,

    /// <summary>How many wrong passwords count against a user at a place was asked.</summary>
    Failures,

    /// <summary>What is known of a place was asked.</summary>
    Standing,

    /// <summary>A botnet's work was first noticed, or has ended.</summary>
    Alarm,

    /// <summary>The engine decided about a connection.</summary>
    Verdict,
}
