namespace MailFront.Configuration.Settings;

/// <summary>A certificate with its key, both PEM. The names it serves are those in the certificate.</summary>
/// <param name="CertificateFile">Certificate, then its chain.</param>
/// <param name="KeyFile">Private key; null when it is in <paramref name="CertificateFile"/>.</param>
/// <param name="Name">Label of a <c>mailfront_tls_sni_&lt;label&gt;</c>; null for the server's own.</param>
public sealed record TlsCertificateFiles(string CertificateFile, string? KeyFile, string? Name = null);
