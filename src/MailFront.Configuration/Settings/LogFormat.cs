namespace MailFront.Configuration.Settings;

/// <summary><c>mailfront_log_format</c>.</summary>
public enum LogFormat
{
    /// <summary>Cyrus's lines, which fail2ban knows.</summary>
    Classic,

    /// <summary>One JSON object a line.</summary>
    Json,
}
