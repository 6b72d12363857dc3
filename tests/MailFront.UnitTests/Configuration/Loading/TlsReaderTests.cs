using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public class TlsReaderTests
{
    [Fact]
    public void Every_option_reaches_its_setting()
    {
        var tls = Read("""
            tls_server_cert: /ok/rsa.pem,/ok/ec.pem
            tls_server_key: /ok/rsa.key,/ok/ec.key
            tls_server_ca_file: /ok/chain.pem
            tls_client_ca_file: /ok/ca.pem
            tls_client_certs: require
            tls_versions: tls1_3
            tls_ciphers: ECDHE-RSA-AES128-GCM-SHA256
            mailfront_tls_sni_shop: /ok/shop.pem, /ok/shop.key
            mailfront_tls_sni_both: {configdirectory}/both.pem
            """);

        Assert.Equal([new TlsCertificateFiles("/ok/rsa.pem", "/ok/rsa.key"), new TlsCertificateFiles("/ok/ec.pem", "/ok/ec.key")], tls.Certificates);
        Assert.Equal(
            [new TlsCertificateFiles("/ok/shop.pem", "/ok/shop.key", "shop"), new TlsCertificateFiles("/ok/both.pem", null, "both")],
            tls.SniCertificates);
        Assert.Equal(("/ok/chain.pem", "/ok/ca.pem"), (tls.ChainFile, tls.ClientCaFile));
        Assert.Equal(
            (ClientCertificates.Require, TlsVersions.Tls13),
            (tls.ClientCertificates, tls.Versions));
        Assert.Equal("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", tls.CipherSuites![0]);
    }

    [Fact]
    public void Clients_are_asked_for_certificates_only_when_somebody_may_sign_them()
    {
        Assert.Equal(ClientCertificates.Off, Read("tls_server_cert: /ok/a").ClientCertificates);
        Assert.Equal(ClientCertificates.Off, Read("tls_server_cert: /ok/a\ntls_client_certs: optional").ClientCertificates);
        Assert.Equal(ClientCertificates.Optional, Read("tls_server_cert: /ok/a\ntls_client_ca_file: /ok/ca").ClientCertificates);
    }

    [Theory]
    [InlineData("tls_server_cert: disabled\nallowplaintext: yes")]
    [InlineData("tls_server_cert: /ok/a\ntls_server_key: disabled\nallowplaintext: yes")]
    [InlineData("allowplaintext: yes")]
    public void TLS_can_be_switched_off(string lines)
    {
        Assert.False(Read(lines).HasCertificate);
    }

    private static TlsSettings Read(string lines) => Sample.SettingsOf(Sample.Load(
        $"configdirectory: /ok\nproxy_password: x\nsasl_pwcheck_method: saslauthd\n{lines}\n",
        "SERVICES {\n imap cmd=imapd listen=imap\n}\n")).Service.Tls;
}
