namespace MailFront.Transport.Tls;

/// <summary>
/// Where one certificate is kept. The names it answers for (SNI) are the certificate's own
/// subject alternative names.
/// </summary>
/// <param name="CertificateFile">PEM file: the certificate first, then its chain (Cyrus <c>tls_server_cert</c>).</param>
/// <param name="KeyFile">PEM file with the unencrypted private key; may be the same file (Cyrus <c>tls_server_key</c>).</param>
public sealed record TlsCertificateFiles(string CertificateFile, string KeyFile);
