using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public class RemoteCheckerReaderTests
{
    [Fact]
    public void Imap_servers_are_read_one_behind_the_other()
    {
        var servers = Remote(
            "sasl_pwcheck_method: imap\nmailfront_imap_checker: be1 tls_verify=off be2:1143 tls=off [::1] tls=implicit tls_ca=/ok/ca.pem").ImapServers;

        Assert.Equal(
            [
                new ImapCheckerServer("be1", 143) { VerifyCertificate = false },
                new ImapCheckerServer("be2", 1143) { Tls = BackendTls.Off },
                new ImapCheckerServer("::1", 993) { Tls = BackendTls.Implicit, CaFile = "/ok/ca.pem" },
            ],
            servers);
    }

    [Theory]
    [InlineData("sasl_pwcheck_method: imap", "sasl_pwcheck_method", "imap needs mailfront_imap_checker")]
    [InlineData("sasl_pwcheck_method: http", "sasl_pwcheck_method", "http needs mailfront_auth_http_url")]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: tls=off", "mailfront_imap_checker", "'tls=off' is not understood")]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: be1 tls=yes", "mailfront_imap_checker", "'tls=yes' is not understood")]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: be1:0", "mailfront_imap_checker", "'be1:0' is no host[:port]")]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: be1 tls_ca=/no/ca.pem", "mailfront_imap_checker", "/no/ca.pem is missing")]
    [InlineData("sasl_pwcheck_method: http\nmailfront_auth_http_url: ftp://x/", "mailfront_auth_http_url", "'ftp://x/' is no http:// or https:// URL")]
    [InlineData("sasl_pwcheck_method: http\nmailfront_auth_http_url: /auth", "mailfront_auth_http_url", "is no http:// or https:// URL")]
    [InlineData(
        "sasl_pwcheck_method: http\nmailfront_auth_http_url: http://[::1]/\nmailfront_auth_http_header: secret",
        "mailfront_auth_http_header",
        "is no header line")]
    [InlineData(
        "sasl_pwcheck_method: http\nmailfront_auth_http_url: http://localhost/\nmailfront_auth_http_header_file: /no/key",
        "mailfront_auth_http_header_file",
        "/no/key is missing")]
    public void What_is_missing_or_wrong_is_an_error(string more, string option, string message)
    {
        Diagnostic found = Sample.Only(Load(more), option);

        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: be1 tls=off", "mailfront_imap_checker")]
    [InlineData("sasl_pwcheck_method: imap\nmailfront_imap_checker: be1 tls_verify=off", "mailfront_imap_checker")]
    [InlineData("sasl_pwcheck_method: http\nmailfront_auth_http_url: http://auth.example.org/", "mailfront_auth_http_url")]
    [InlineData("mailfront_auth_http_url: http://localhost/", "mailfront_auth_http_url")]
    [InlineData("mailfront_dovecot_auth_socket: /run/x", "mailfront_dovecot_auth_socket")]
    [InlineData("sasl_pwcheck_method: dovecot-auth\nmailfront_saslauthd_client_address: yes", "mailfront_saslauthd_client_address")]
    public void What_is_risky_or_without_effect_is_a_warning(string more, string option)
    {
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(Load(more), option).Severity);
    }

    [Fact]
    public void The_header_may_stand_in_a_file()
    {
        var source = new FakeSource().With("/etc/key", "X-Key: secret\n");

        var result = Load("sasl_pwcheck_method: http\nmailfront_auth_http_url: https://a/x http://127.0.0.1/\nmailfront_auth_http_header_file: /etc/key", source);

        var remote = Sample.SettingsOf(result).Checkers.Remote;
        Assert.Equal(new HiddenText("X-Key: secret"), remote.HttpHeader);
        Assert.Equal([new Uri("https://a/x"), new Uri("http://127.0.0.1/")], remote.HttpUrls);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("mailfront_saslauthd_client_address: no", false)]
    [InlineData("mailfront_saslauthd_client_address: yes", true)]
    [InlineData("mailfront_saslauthd_client_address: on", true)]
    public void The_fifth_string_is_sent_only_when_asked_for(string more, bool isSent)
    {
        Assert.Equal(isSent, Remote(more).SaslauthdReadsClientAddress);
    }

    [Fact]
    public void The_same_lines_make_equal_settings_and_others_do_not()
    {
        const string Lines = "sasl_pwcheck_method: imap http\nmailfront_imap_checker: be1\nmailfront_auth_http_url: https://a/";

        Assert.Equal(Remote(Lines), Remote(Lines));
        Assert.NotEqual(Remote(Lines), Remote(Lines + "b"));
        Assert.NotEqual(Remote(Lines), Remote(Lines.Replace("be1", "be2", StringComparison.Ordinal)));
    }

    private static RemoteCheckerSettings Remote(string more) => Sample.SettingsOf(Load(more)).Checkers.Remote;

    private static LoadResult Load(string more, FakeSource? source = null)
    {
        var own = more.Contains("sasl_pwcheck_method", StringComparison.Ordinal)
            ? Sample.Imapd.Replace("sasl_pwcheck_method: saslauthd\n", string.Empty, StringComparison.Ordinal)
            : Sample.Imapd;
        return Sample.Load(own + more, source: source);
    }
}
