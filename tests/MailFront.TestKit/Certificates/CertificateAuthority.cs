using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.TestKit.Certificates;

/// <summary>A certificate authority in memory that issues test certificates.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 _own;
    private long _serial;

    public CertificateAuthority(string name = "MailFront Test Root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _own = RequestOf(name, key).CreateSelfSigned(ValidFrom, ValidUntil);
    }

    private CertificateAuthority(X509Certificate2 own) => _own = own;

    /// <summary>Validity of what is issued by default: long, since the TLS stack reads the real clock.</summary>
    public static DateTimeOffset ValidFrom { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset ValidUntil { get; } = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The authority's own certificate as PEM: a root, or an intermediate.</summary>
    public string CertificatePem => _own.ExportCertificatePem();

    /// <summary>Makes an authority whose own certificate is issued by this one.</summary>
    public CertificateAuthority Intermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Sign(RequestOf(name, key), ValidFrom, ValidUntil);
        return new CertificateAuthority(issued.CopyWithPrivateKey(key));
    }

    /// <summary>Issues a certificate for <paramref name="names"/>: host names (wildcards too) and IP addresses.</summary>
    public IssuedCertificate Issue(params string[] names) => Issue(new CertificateWish { Names = names });

    /// <summary>Issues a certificate as wished.</summary>
    public IssuedCertificate Issue(CertificateWish wish)
    {
        using AsymmetricAlgorithm key = wish.IsRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = $"CN={wish.CommonName ?? wish.Names[0]}";
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in wish.Names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }

        if (wish.Names.Count > 0)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var issued = Sign(request, wish.NotBefore, wish.NotAfter);
        var keyPem = key is RSA rsaKey ? rsaKey.ExportPkcs8PrivateKeyPem() : ((ECDsa)key).ExportPkcs8PrivateKeyPem();
        return new IssuedCertificate(issued.ExportCertificatePem(), keyPem);
    }

    public void Dispose() => _own.Dispose();

    private static CertificateRequest RequestOf(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset from, DateTimeOffset until) =>
        request.Create(
            _own.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_own.GetECDsaPrivateKey()!),
            from,
            until,
            BitConverter.GetBytes(Interlocked.Increment(ref _serial)));
}
