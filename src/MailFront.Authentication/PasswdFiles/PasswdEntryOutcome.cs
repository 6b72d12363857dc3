namespace MailFront.Authentication.PasswdFiles;

/// <summary>A new line for a passwd-file, or why there is none.</summary>
/// <param name="Line">The line without its end; null when there is a complaint. As secret as a hash is.</param>
/// <param name="Complaint">What is wrong, in words for the operator.</param>
public readonly record struct PasswdEntryOutcome(string? Line, string? Complaint);
