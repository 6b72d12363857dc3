namespace MailFront.Configuration;

/// <summary>How much a finding matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Accepted; MailFront does it differently, better or not at all, and nothing needs doing.</summary>
    Note,

    /// <summary>Works, but probably not as its author meant.</summary>
    Warning,

    /// <summary>MailFront does not start with it.</summary>
    Error,
}
