using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MailFront.Transport.Tls;

/// <summary>Builds one <see cref="TlsContexts"/> snapshot.</summary>
internal sealed class TlsContextsLoader(TlsServerOptions options, TimeProvider time)
{
    // Let's Encrypt renews 30 days before the end; two weeks left means that renewal does not work.
    private static readonly TimeSpan _soonToExpire = TimeSpan.FromDays(14);

    private readonly PemFiles _pem = new();
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, TlsHost> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TlsHost> _wildcards = new(StringComparer.OrdinalIgnoreCase);
    private readonly TlsHost _default = new();
    private X509Certificate2Collection? _clientAuthorities;

    public TlsContextsOutcome Load()
    {
        CheckOptions();
        if (options.ClientCertificates != ClientCertificates.Off && options.ClientCaFile is { } caFile)
        {
            _clientAuthorities = _pem.Authorities(caFile);
        }

        var chain = options.ChainFile is { } chainFile ? _pem.Authorities(chainFile) : null;
        LoadedCertificate? first = null;
        foreach (var files in options.Certificates.Take(TlsServerOptions.MaxCertificates))
        {
            if (_pem.Certificate(files, chain ?? []) is { } certificate)
            {
                first ??= certificate;
                CheckValidity(files.CertificateFile, certificate.Leaf);
                Add(certificate, isDefault: SharesNames(first, certificate));
            }
        }

        _errors.AddRange(_pem.Errors);
        var contexts = _errors.Count > 0
            ? null
            : new TlsContexts(_exact, _wildcards, _default, _default.HasBothKinds || _exact.Values.Concat(_wildcards.Values).Any(static host => host.HasBothKinds));
        return new TlsContextsOutcome(contexts, _errors, _warnings);
    }

    private static bool SharesNames(LoadedCertificate first, LoadedCertificate other) =>
        ReferenceEquals(first, other) || first.Names.Intersect(other.Names, StringComparer.OrdinalIgnoreCase).Any();

    private void CheckOptions()
    {
        if (options.Certificates.Count == 0)
        {
            _errors.Add("no certificate is configured");
        }

        if (options.Certificates.Count > TlsServerOptions.MaxCertificates)
        {
            _errors.Add($"more than {TlsServerOptions.MaxCertificates} certificates are configured");
        }

        if (Protocols() == SslProtocols.None)
        {
            _errors.Add($"no TLS version lies between {options.MinimumProtocol} and {options.MaximumProtocol}; only TLS 1.2 and 1.3 are spoken");
        }

        if (options.ClientCertificates != ClientCertificates.Off && options.ClientCaFile is null)
        {
            _errors.Add("client certificates are asked for, but no file with their authorities is configured");
        }
    }

    private void CheckValidity(string file, X509Certificate2 leaf)
    {
        var now = time.GetUtcNow();
        var until = new DateTimeOffset(leaf.NotAfter.ToUniversalTime());
        if (until < now)
        {
            _warnings.Add($"{file}: the certificate expired on {until:yyyy-MM-dd}");
        }
        else if (until - now < _soonToExpire)
        {
            _warnings.Add($"{file}: the certificate expires on {until:yyyy-MM-dd}");
        }

        var from = new DateTimeOffset(leaf.NotBefore.ToUniversalTime());
        if (from > now)
        {
            _warnings.Add($"{file}: the certificate is not valid before {from:yyyy-MM-dd}");
        }
    }

    private void Add(LoadedCertificate certificate, bool isDefault)
    {
        var offer = Offer(certificate);
        foreach (var name in certificate.Names)
        {
            var isWildcard = name.StartsWith("*.", StringComparison.Ordinal);
            HostFor(isWildcard ? _wildcards : _exact, isWildcard ? name[2..] : name).Add(certificate, offer);
        }

        if (isDefault)
        {
            _default.Add(certificate, offer);
        }
    }

    private static TlsHost HostFor(Dictionary<string, TlsHost> hosts, string name)
    {
        if (!hosts.TryGetValue(name, out var host))
        {
            hosts.Add(name, host = new TlsHost());
        }

        return host;
    }

    private SslServerAuthenticationOptions Offer(LoadedCertificate certificate)
    {
        var offer = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Context,
            EnabledSslProtocols = Protocols(),
            AllowRenegotiation = false,
            AllowTlsResume = true,
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        };
        if (options.CipherSuites is { Count: > 0 } suites && OperatingSystem.IsLinux())
        {
            offer.CipherSuitesPolicy = new CipherSuitesPolicy(suites);
        }

        if (options.ApplicationProtocol is { } protocol)
        {
            offer.ApplicationProtocols = [new SslApplicationProtocol(protocol)];
        }

        if (options.ClientCertificates != ClientCertificates.Off && _clientAuthorities is { } authorities)
        {
            offer.ClientCertificateRequired = true;
            offer.CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
            };
            offer.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
            offer.RemoteCertificateValidationCallback = options.ClientCertificates == ClientCertificates.Optional ? VerifyOptional : VerifyRequired;
        }

        return offer;
    }

    private static bool VerifyOptional(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is null || errors == SslPolicyErrors.None;

    private static bool VerifyRequired(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && errors == SslPolicyErrors.None;

    private SslProtocols Protocols()
    {
        var allowed = SslProtocols.None;
        foreach (var protocol in (ReadOnlySpan<SslProtocols>)[SslProtocols.Tls12, SslProtocols.Tls13])
        {
            if (protocol >= options.MinimumProtocol && protocol <= options.MaximumProtocol)
            {
                allowed |= protocol;
            }
        }

        return allowed;
    }
}
