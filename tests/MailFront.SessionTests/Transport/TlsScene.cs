using MailFront.TestKit.Certificates;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Transport;

/// <summary>A certificate authority, a server certificate for mail.example.org and a client that trusts it.</summary>
internal static class TlsScene
{
    public const string HostName = "mail.example.org";

    // Loading reads files and makes keys: once for all tests of the process.
    private static readonly Lazy<CertificateFolder> _folder = new(() => new CertificateFolder());
    private static readonly Lazy<TlsContexts> _contexts = new(() => Load(new TlsServerOptions { Certificates = [_folder.Value.Issue(HostName)] }));

    public static CertificateFolder Folder => _folder.Value;

    public static TlsContexts Contexts => _contexts.Value;

    public static TlsClientPolicy ClientPolicy { get; } = new() { HostName = HostName, CaFile = Folder.CaFile };

    public static TlsContexts Load(TlsServerOptions options)
    {
        var outcome = TlsContexts.Load(options, TimeProvider.System);
        Assert.Empty(outcome.Errors);
        return outcome.Contexts!;
    }
}
