using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public class BackendReaderTests
{
    private static readonly BackendSettings _template = new() { Name = "be2", Host = "be2.example.org", ProxyUser = "proxy", ProxyPassword = new HiddenText("pw") };

    [Fact]
    public void A_host_alone_is_a_Cyrus_backend_in_the_clear()
    {
        Assert.Equal(_template, Read("be2.example.org"));
    }

    [Fact]
    public void Every_property_is_read()
    {
        Assert.Equal(
            _template with
            {
                ImapPort = 1143,
                Pop3Host = "pop.example.org",
                Pop3Port = 1110,
                Kind = BackendDialect.Dovecot,
                Tls = BackendTls.StartTls,
                VerifyCertificate = false,
                CaFile = "/ok/ca.pem",
                ProxyHeader = BackendProxyHeader.V2,
            },
            Read("be2.example.org:1143 pop3=pop.example.org:1110 kind=dovecot tls=starttls tls_verify=off tls_ca=/ok/ca.pem proxy_protocol=v2"));
    }

    [Theory]
    [InlineData("h tls=implicit", "h", 993, null, 995)]
    [InlineData("h:1 tls=implicit pop3=2", "h", 1, null, 2)]
    [InlineData("h pop3=[::1]:3", "h", 143, "::1", 3)]
    [InlineData("[2001:db8::1]:4", "2001:db8::1", 4, null, 110)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 143, null, 110)]
    [InlineData("2001:db8::1", "2001:db8::1", 143, null, 110)]
    [InlineData("192.0.2.1:5", "192.0.2.1", 5, null, 110)]
    public void Hosts_and_ports_have_the_usual_forms(string text, string host, int port, string? pop3Host, int pop3Port)
    {
        var backend = Read(text);

        Assert.Equal((host, port, pop3Host, pop3Port), (backend.Host, backend.ImapPort, backend.Pop3Host, backend.Pop3Port));
    }

    [Fact]
    public void A_generic_backend_gets_no_proxy_credentials()
    {
        var backend = Read("h kind=generic");

        Assert.Null(backend.ProxyUser);
        Assert.Null(backend.ProxyPassword);
    }

    [Theory]
    [InlineData("h:0")]
    [InlineData("h:65536")]
    [InlineData("h:")]
    [InlineData(":143")]
    [InlineData("[::1")]
    [InlineData("h kind=exchange")]
    [InlineData("h kind")]
    [InlineData("h =x")]
    [InlineData("h tls=on")]
    [InlineData("h tls=off tls=off")]
    [InlineData("h pop3=")]
    [InlineData("h pop3=host")]
    [InlineData("h pop3=host:0")]
    [InlineData("h colour=red")]
    [InlineData("h tls=implicit tls_ca=/none")]
    public void What_is_not_understood_is_an_error(string text)
    {
        var result = Sample.LoadWith($"proxy_password: pw\nmailfront_backend_be2: {text}\n");

        Assert.Equal(
            (DiagnosticSeverity.Error, 6),
            (Sample.Only(result, "mailfront_backend_be2").Severity, Sample.Only(result, "mailfront_backend_be2").Line));
    }

    [Fact]
    public void Credentials_of_a_backend_come_before_those_of_all()
    {
        var settings = Sample.SettingsWith("""
            proxy_authname: mailproxy
            proxy_password: all
            tls_client_cert: /ok/all.pem
            tls_client_key: /ok/all.key
            mailfront_backend_be2: h2
            be2_password: two
            be2_client_cert: /ok/two.pem
            be2_client_key: /ok/two.key
            mailfront_backend_be3: h3
            client_timeout: 3s
            """);

        var (two, three) = (settings.Backends.Resolve("be2")!, settings.Backends.Resolve("be3")!);
        Assert.Equal(
            ("mailproxy", "two", "/ok/two.pem", "/ok/two.key"),
            (two.ProxyUser, two.ProxyPassword!.Reveal(), two.ClientCertificateFile, two.ClientKeyFile));
        Assert.Equal(
            ("mailproxy", "all", "/ok/all.pem", "/ok/all.key"),
            (three.ProxyUser, three.ProxyPassword!.Reveal(), three.ClientCertificateFile, three.ClientKeyFile));
        Assert.Equal(TimeSpan.FromSeconds(3), three.Timeout);
    }

    [Fact]
    public void The_server_part_of_a_location_finds_its_backend_by_its_first_label_or_is_a_host()
    {
        var backends = Sample.SettingsWith("proxy_password: all\nbe9_password: nine\nserverlist: be5.example.org:2143\n").Backends;

        Assert.Equal(("127.0.0.1", 1143), (backends.Resolve("BE1.example.org")!.Host, backends.Resolve("be1")!.ImapPort));
        Assert.Equal(("be5.example.org", 2143), (backends.Resolve("be5.elsewhere")!.Host, backends.Resolve("be5")!.ImapPort));
        var other = backends.Resolve("be9.example.org:1144")!;
        Assert.Equal(("be9", "be9.example.org", 1144, "nine"), (other.Name, other.Host, other.ImapPort, other.ProxyPassword!.Reveal()));
        Assert.Equal("all", backends.Resolve("be8.example.org")!.ProxyPassword!.Reveal());
        Assert.Null(backends.Resolve("be8.example.org:port"));
        Assert.Null(backends.Resolve(string.Empty));
    }

    [Fact]
    public void Default_backends_are_named_by_their_short_or_full_names()
    {
        var backends = Sample.SettingsWith("proxy_password: p\nserverlist: be5.example.org\nmailfront_default_backend: be1 be5.example.org be1\n").Backends;

        Assert.Equal(["be1", "be5"], backends.Defaults);
        Assert.Equal(["be5"], backends.CreateOn);
    }

    [Theory]
    [InlineData("proxyservers: someone", "proxyservers", DiagnosticSeverity.Warning)]
    [InlineData("serverlist: be5.example.org", "serverlist", DiagnosticSeverity.Warning)]
    [InlineData("mailfront_backend_x: h kind=generic tls=starttls tls_verify=off", "mailfront_backend_x", DiagnosticSeverity.Warning)]
    [InlineData("mailfront_backend_x: h kind=generic", "mailfront_backend_x", DiagnosticSeverity.Note)]
    [InlineData("be7_password: x", "be7_password", DiagnosticSeverity.Note)]
    [InlineData("be1_mechs: GSSAPI", "be1_mechs", DiagnosticSeverity.Warning)]
    public void What_an_operator_should_know_is_told(string line, string option, DiagnosticSeverity severity)
    {
        Assert.Equal(severity, Sample.Only(Sample.LoadWith(line), option).Severity);
    }

    [Fact]
    public void Mechanisms_with_PLAIN_among_them_are_no_finding()
    {
        Assert.DoesNotContain(Sample.LoadWith("be1_mechs: SCRAM-SHA-256 plain").Diagnostics, diagnostic => diagnostic.Option == "be1_mechs");
    }

    [Fact]
    public void A_configuration_without_any_backend_is_warned_of()
    {
        var result = Sample.Load("configdirectory: /c\nsasl_pwcheck_method: saslauthd\ntls_server_cert: /ok/a\n");

        Assert.Equal(DiagnosticReport.Warnings, DiagnosticReport.ExitCode(result.Diagnostics));
    }

    private static BackendSettings Read(string text)
    {
        var backend = Sample.SettingsWith($"proxy_password: pw\nmailfront_backend_be2: {text}\n").Backends.Named.Single(backend => backend.Name == "be2");
        return backend with { Timeout = _template.Timeout };
    }
}
