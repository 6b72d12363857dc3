using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>Reads PEM files and collects what is wrong with them, so that all findings are told at once.</summary>
internal sealed class PemFiles
{
    private readonly List<string> _errors = [];

    /// <summary>What was wrong so far, each naming the file.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The authorities of <paramref name="path"/>; null, and an error, when there are none.</summary>
    public X509Certificate2Collection? Authorities(string path)
    {
        if (Read(path) is not { } pem)
        {
            return null;
        }

        var authorities = Import(path, pem);
        if (authorities is { Count: 0 })
        {
            _errors.Add($"{path}: holds no certificate");
        }

        return authorities is { Count: > 0 } ? authorities : null;
    }

    /// <summary>A certificate with its key and chain; null, and an error, when they cannot be used.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="further">Certificates outside its file that may complete its chain; those that do not are left out.</param>
    public LoadedCertificate? Certificate(TlsCertificateFiles files, X509Certificate2Collection further)
    {
        var certificatePem = Read(files.CertificateFile);
        var keyPem = files.KeyFile == files.CertificateFile ? certificatePem : Read(files.KeyFile);
        if (certificatePem is null || keyPem is null || Import(files.CertificateFile, certificatePem) is not { } all)
        {
            return null;
        }

        if (all.Count == 0)
        {
            _errors.Add($"{files.CertificateFile}: holds no certificate");
            return null;
        }

        if (!keyPem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            _errors.Add($"{files.KeyFile}: holds no private key");
            return null;
        }

        return Join(files, certificatePem, keyPem, [.. all.Skip(1), .. further]);
    }

    private LoadedCertificate? Join(TlsCertificateFiles files, string certificatePem, string keyPem, X509Certificate2Collection candidates)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);

            // Sends those that lead from the leaf towards a root, and never the root itself (RFC 8446 §4.4.2).
            return new LoadedCertificate(leaf, SslStreamCertificateContext.Create(leaf, candidates, offline: true));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            var isEncrypted = keyPem.Contains("ENCRYPTED", StringComparison.Ordinal);
            _errors.Add(isEncrypted
                ? $"{files.KeyFile}: the private key is encrypted; a server cannot ask for its passphrase"
                : $"{files.KeyFile}: the private key cannot be used with the certificate in {files.CertificateFile}: {TlsFailureText.Describe(exception)}");
            return null;
        }
    }

    private X509Certificate2Collection? Import(string path, string pem)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            return certificates;
        }
        catch (CryptographicException exception)
        {
            _errors.Add($"{path}: holds a certificate that cannot be read: {TlsFailureText.Describe(exception)}");
            return null;
        }
    }

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "no such file",
                UnauthorizedAccessException => "permission denied",
                _ => exception.Message,
            };
            _errors.Add($"{path}: {reason}");
            return null;
        }
    }
}
