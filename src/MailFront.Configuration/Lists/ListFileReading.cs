namespace MailFront.Configuration.Lists;

/// <summary>A list file as it was read.</summary>
/// <param name="File">What it names; null when it cannot be used as it is.</param>
/// <param name="Findings">What is wrong with it, each with its line.</param>
public sealed record ListFileReading(ListFile? File, IReadOnlyList<Diagnostic> Findings);
