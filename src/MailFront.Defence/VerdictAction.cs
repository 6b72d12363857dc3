namespace MailFront.Defence;

/// <summary>What is to be done.</summary>
public enum VerdictAction
{
    /// <summary>Go on.</summary>
    Proceed,

    /// <summary>Let the newcomer in and end the worst of those before login.</summary>
    Evict,

    /// <summary>Say that the service is full, then close.</summary>
    Refuse,

    /// <summary>Answer after the verdict's delay, then close.</summary>
    AnswerAndClose,

    /// <summary>Close without a word.</summary>
    Close,

    /// <summary>Treat the login as one with a wrong password, and ask nobody.</summary>
    TakeForWrong,
}
