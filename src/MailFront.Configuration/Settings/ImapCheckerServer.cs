namespace MailFront.Configuration.Settings;

/// <summary>One server of <c>mailfront_imap_checker</c>.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
public sealed record ImapCheckerServer(string Host, int Port)
{
    /// <summary><c>tls=</c>. Default STARTTLS: each question carries a password.</summary>
    public BackendTls Tls { get; init; } = BackendTls.StartTls;

    /// <summary><c>tls_verify=</c>. Default on.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary><c>tls_ca=</c>, or <c>tls_server_ca_file</c>; null for the system's roots.</summary>
    public string? CaFile { get; init; }
}
