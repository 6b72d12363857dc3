namespace MailFront.Configuration.Settings;

/// <summary>Where decisions of the defence are recorded.</summary>
public sealed record DecisionSettings
{
    /// <summary><c>mailfront_decision_log</c>: the file, an absolute path; null for none. Default none.</summary>
    public string? LogFile { get; init; }

    /// <summary><c>mailfront_decision_log_users</c>: whether user names are hashed under a key that dies with the process. Default no.</summary>
    public bool HashesUsers { get; init; }
}
