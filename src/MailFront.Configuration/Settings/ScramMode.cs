namespace MailFront.Configuration.Settings;

/// <summary>The words of <c>mailfront_scram</c>.</summary>
public enum ScramMode
{
    /// <summary>When every entry of the passwd-file can answer it.</summary>
    Auto,

    /// <summary>When at least one can.</summary>
    Yes,

    /// <summary>Never.</summary>
    No,
}
