using MailFront.Configuration.Settings;

namespace MailFront.Configuration;

/// <summary>What came of reading the configuration.</summary>
/// <param name="Settings">The settings; null when a diagnostic is an <see cref="DiagnosticSeverity.Error"/>.</param>
/// <param name="Diagnostics">All findings: file by file, by line.</param>
public sealed record LoadResult(FrontendSettings? Settings, IReadOnlyList<Diagnostic> Diagnostics);
