namespace MailFront.Transport.Tls;

/// <summary>How to secure a connection we open (to a backend).</summary>
public sealed record TlsClientPolicy
{
    /// <summary>Name the certificate must carry (RFC 6125) and that is sent as SNI.</summary>
    public required string HostName { get; init; }

    /// <summary>True (default): the chain must end in a trusted root and the name must match.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>PEM file with the roots to trust instead of the system's; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with a certificate to present; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of <see cref="CertificateFile"/>; null when it is in the same file.</summary>
    public string? KeyFile { get; init; }
}
