using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>
/// The files of a <see cref="TlsClientPolicy"/>, read once for each policy object: a reload makes new objects and so reads again.
/// </summary>
internal sealed class TlsClientFiles
{
    private static readonly ConditionalWeakTable<TlsClientPolicy, TlsClientFiles> _loaded = [];

    private X509Certificate2Collection? _roots;

    /// <summary>Why the files cannot be used, naming the file; null when they can.</summary>
    public string? Error { get; private set; }

    /// <summary>Certificate to present, or null.</summary>
    public SslStreamCertificateContext? Certificate { get; private set; }

    /// <summary>The files of <paramref name="policy"/>.</summary>
    public static TlsClientFiles Of(TlsClientPolicy policy) => _loaded.GetValue(policy, static p => Load(p));

    /// <summary>How to build the chain: our own roots when there are some. Revocation needs the network, so it is not asked for.</summary>
    public X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (_roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_roots);
        }

        return policy;
    }

    private static TlsClientFiles Load(TlsClientPolicy policy)
    {
        var files = new TlsClientFiles();
        var pem = new PemFiles();
        if (policy.CaFile is { } caFile)
        {
            files._roots = pem.Authorities(caFile);
        }

        if (policy.CertificateFile is { } certificateFile)
        {
            files.Certificate = pem.Certificate(new TlsCertificateFiles(certificateFile, policy.KeyFile ?? certificateFile), further: [])?.Context;
        }

        files.Error = pem.Errors.Count == 0 ? null : string.Join("; ", pem.Errors);
        return files;
    }
}
