using MailFront.Transport.Tls;

namespace MailFront.TestKit.Certificates;

/// <summary>A temporary folder with an authority and PEM files, removed on dispose.</summary>
public sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mailfront-certificates-");
    private int _number;

    public CertificateFolder() => CaFile = Write("ca.pem", Authority.CertificatePem);

    public CertificateAuthority Authority { get; } = new();

    /// <summary>The authority's root certificate.</summary>
    public string CaFile { get; }

    /// <summary>Issues a certificate and writes it and its key to two files.</summary>
    public TlsCertificateFiles Issue(params string[] names) => Write(Authority.Issue(names));

    /// <summary>Issues a certificate and writes it and its key to two files.</summary>
    public TlsCertificateFiles Issue(CertificateWish wish) => Write(Authority.Issue(wish));

    /// <summary>Writes a certificate and its key to two files.</summary>
    public TlsCertificateFiles Write(IssuedCertificate certificate)
    {
        var number = Interlocked.Increment(ref _number);
        return new TlsCertificateFiles(Write($"{number}.crt", certificate.CertificatePem), Write($"{number}.key", certificate.KeyPem));
    }

    /// <summary>Writes any file and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
