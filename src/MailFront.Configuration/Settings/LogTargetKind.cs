namespace MailFront.Configuration.Settings;

/// <summary>Kind of <c>mailfront_log_target</c>.</summary>
public enum LogTargetKind
{
    /// <summary>Standard error.</summary>
    StandardError,

    /// <summary>The local syslog socket.</summary>
    Syslog,

    /// <summary>A file.</summary>
    File,
}
