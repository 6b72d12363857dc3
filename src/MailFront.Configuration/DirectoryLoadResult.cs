using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>What tools of the directory need to know.</summary>
/// <param name="Directory">Where the directory is; null when there are errors.</param>
/// <param name="Login">How user names are written.</param>
/// <param name="Errors">What keeps the file from being used.</param>
public sealed record DirectoryLoadResult(DirectorySettings? Directory, LoginSettings Login, IReadOnlyList<Diagnostic> Errors);
