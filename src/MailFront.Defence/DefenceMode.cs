namespace MailFront.Defence;

/// <summary>What becomes of verdicts (<c>mailfront_defence</c>). Limits are no verdicts: caps and deadlines hold in every mode.</summary>
public enum DefenceMode
{
    /// <summary>They are carried out.</summary>
    Enforce,

    /// <summary>They are only told.</summary>
    Observe,

    /// <summary>Nobody is judged.</summary>
    Off,
}
