namespace MailFront.Configuration.Settings;

/// <summary><c>mailfront_defence</c>.</summary>
public enum DefenceMode
{
    /// <summary>Verdicts are carried out.</summary>
    Enforce,

    /// <summary>Verdicts are logged only.</summary>
    Observe,

    /// <summary>Nobody is judged.</summary>
    Off,
}
