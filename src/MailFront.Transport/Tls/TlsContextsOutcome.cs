namespace MailFront.Transport.Tls;

/// <summary>Result of loading certificates.</summary>
/// <param name="Contexts">The snapshot to use; null when there is at least one error.</param>
/// <param name="Errors">What keeps the options from being used, each naming the file.</param>
/// <param name="Warnings">What an operator should look at, each naming the file: expired, soon to expire.</param>
public sealed record TlsContextsOutcome(TlsContexts? Contexts, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
