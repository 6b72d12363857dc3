using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>What tools need to find a running server.</summary>
/// <param name="Admin">Where its administration interface is; null when there are errors.</param>
/// <param name="Errors">What keeps the file from being used.</param>
public sealed record AdminLoadResult(AdminSettings? Admin, IReadOnlyList<Diagnostic> Errors);
