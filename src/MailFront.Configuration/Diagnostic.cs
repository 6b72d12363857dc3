namespace MailFront.Configuration;

/// <summary>One finding in the configuration.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="File">File it is in, as it was opened.</param>
/// <param name="Line">Line, from 1; 0 when the file as a whole (or a missing line) is meant.</param>
/// <param name="Option">Option, service or key it is about; null for a line that could not be understood.</param>
/// <param name="Message">What was found. Never holds a password.</param>
/// <param name="Instead">What MailFront does instead; null when the message says it all.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string File, int Line, string? Option, string Message, string? Instead = null)
{
    /// <summary><c>file:line: severity: message (instead)</c>, the form editors jump to.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}" : File;
        var tail = Instead is null ? string.Empty : $" ({Instead})";
        return $"{place}: {Severity.ToString().ToLowerInvariant()}: {Message}{tail}";
    }
}
