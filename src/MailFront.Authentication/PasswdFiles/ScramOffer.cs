namespace MailFront.Authentication.PasswdFiles;

/// <summary>When SCRAM is offered (<c>mailfront_scram</c>).</summary>
public enum ScramOffer
{
    /// <summary>When every usable entry of the passwd-file can answer it: then nobody's login begins to fail.</summary>
    Auto,

    /// <summary>When at least one entry can.</summary>
    Yes,

    /// <summary>Never.</summary>
    No,
}
