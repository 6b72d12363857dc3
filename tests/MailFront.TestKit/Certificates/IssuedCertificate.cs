namespace MailFront.TestKit.Certificates;

/// <summary>A test certificate with its key, both PEM.</summary>
public sealed record IssuedCertificate(string CertificatePem, string KeyPem);
