using MailFront.Composition;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Host.Composition;

public sealed class TlsMappingTests
{
    [Fact]
    public void The_files_of_the_configuration_reach_the_transport()
    {
        var settings = new TlsSettings
        {
            Certificates = [new TlsCertificateFiles("/a.pem", KeyFile: null)],
            SniCertificates = [new TlsCertificateFiles("/b.pem", "/b.key")],
            ChainFile = "/chain.pem",
            ClientCaFile = "/ca.pem",
        };

        var options = TlsMapping.Options(settings, ListenerProtocol.Imap)!;

        Assert.Equal([new("/a.pem", "/a.pem"), new("/b.pem", "/b.key")], options.Certificates);
        Assert.Equal(("/chain.pem", "/ca.pem"), (options.ChainFile, options.ClientCaFile));
    }

    [Fact]
    public void Without_a_certificate_there_is_no_TLS() =>
        Assert.Null(TlsMapping.Options(new TlsSettings(), ListenerProtocol.Imap));
}
