using System.Net.Security;
using System.Security.Authentication;
using MailFront.Configuration.Settings;
using MailFront.Transport.Tls;

namespace MailFront.Composition;

/// <summary>Turns what the files say of TLS into the options of the transport.</summary>
internal static class TlsMapping
{
    /// <summary>Options for a listener of <paramref name="protocol"/>; null when there is no certificate.</summary>
    public static TlsServerOptions? Options(TlsSettings settings, ListenerProtocol protocol)
    {
        if (!settings.HasCertificate)
        {
            return null;
        }

        return new TlsServerOptions
        {
            Certificates = [.. settings.Certificates.Concat(settings.SniCertificates).Select(Files)],
            ChainFile = settings.ChainFile,
            MinimumProtocol = settings.Versions.HasFlag(TlsVersions.Tls12) ? SslProtocols.Tls12 : SslProtocols.Tls13,
            MaximumProtocol = settings.Versions.HasFlag(TlsVersions.Tls13) ? SslProtocols.Tls13 : SslProtocols.Tls12,
            CipherSuites = settings.CipherSuites is null ? null : [.. settings.CipherSuites.Select(Suite).OfType<TlsCipherSuite>()],
            ClientCertificates = settings.ClientCertificates switch
            {
                Configuration.Settings.ClientCertificates.Require => Transport.Tls.ClientCertificates.Require,
                Configuration.Settings.ClientCertificates.Optional => Transport.Tls.ClientCertificates.Optional,
                _ => Transport.Tls.ClientCertificates.Off,
            },
            ClientCaFile = settings.ClientCaFile,
            ApplicationProtocol = protocol == ListenerProtocol.Imap ? "imap" : "pop3",
        };
    }

    private static Transport.Tls.TlsCertificateFiles Files(Configuration.Settings.TlsCertificateFiles files) =>
        new(files.CertificateFile, files.KeyFile ?? files.CertificateFile);

    private static TlsCipherSuite? Suite(string name) => Enum.TryParse<TlsCipherSuite>(name, out var suite) ? suite : null;
}
