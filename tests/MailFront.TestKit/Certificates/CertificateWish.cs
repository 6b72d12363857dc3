namespace MailFront.TestKit.Certificates;

/// <summary>What a test certificate should say.</summary>
public sealed record CertificateWish
{
    public required IReadOnlyList<string> Names { get; init; }

    public string? CommonName { get; init; }

    public bool IsRsa { get; init; }

    public DateTimeOffset NotBefore { get; init; } = CertificateAuthority.ValidFrom;

    public DateTimeOffset NotAfter { get; init; } = CertificateAuthority.ValidUntil;
}
