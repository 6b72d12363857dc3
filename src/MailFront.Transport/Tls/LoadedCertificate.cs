using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>A certificate with key and chain, ready for handshakes.</summary>
/// <param name="Leaf">The certificate itself.</param>
/// <param name="Context">The same with its chain, built once.</param>
internal sealed record LoadedCertificate(X509Certificate2 Leaf, SslStreamCertificateContext Context)
{
    /// <summary>True for an elliptic-curve key, false for RSA.</summary>
    public bool IsEcdsa { get; } = Leaf.GetECDsaPublicKey() is not null;

    /// <summary>Host names of the subject alternative name; the common name when there are none (old self-signed ones).</summary>
    public IReadOnlyList<string> Names { get; } = NamesOf(Leaf);

    private static List<string> NamesOf(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).ToList();
        if (names.Count == 0 && leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } commonName)
        {
            names.Add(commonName);
        }

        return names;
    }
}
