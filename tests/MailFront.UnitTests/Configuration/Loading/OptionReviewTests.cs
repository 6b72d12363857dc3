using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration.Loading;

public class OptionReviewTests
{
    [Theory]
    [InlineData("tiemout", "timeout")]
    [InlineData("servrname", "servername")]
    [InlineData("tls_servercert", "tls_server_cert")]
    [InlineData("allowplaintxt", "allowplaintext")]
    [InlineData("mailfront_max_conections", "mailfront_max_connections")]
    [InlineData("sasl_pwchek_method", "sasl_pwcheck_method")]
    [InlineData("proxy_pasword", "proxy_password")]
    [InlineData("virtdomain", "virtdomains")]
    public void A_typo_is_found(string name, string meant)
    {
        var finding = Sample.Only(Sample.LoadWith($"\n{name}: x\n"), name);

        Assert.Equal(
            (DiagnosticSeverity.Warning, 6, $"unknown option '{name}'; did you mean '{meant}'?"),
            (finding.Severity, finding.Line, finding.Message));
    }

    [Fact]
    public void A_name_near_to_nothing_is_unknown()
    {
        Assert.Equal("unknown option 'our_own_thing'", Sample.Only(Sample.LoadWith("our_own_thing: 1"), "our_own_thing").Message);
    }

    [Theory]
    [InlineData("partition-default: /spool")]
    [InlineData("metapartition-default: /meta")]
    [InlineData("archivepartition-x: /archive")]
    [InlineData("backuppartition-x: /backup")]
    [InlineData("t1searchpartition-default: /search")]
    [InlineData("xlist-junk: Spam")]
    [InlineData("defaultpartition: default")]
    [InlineData("sievedir: /sieve")]
    [InlineData("lmtp_downcase_rcpt: yes")]
    [InlineData("httpmodules: caldav")]
    [InlineData("ldap_uri: ldap://x")]
    [InlineData("channel2_sync_host: replica")]
    [InlineData("sync_host: replica")]
    [InlineData("altnamespace: yes")]
    [InlineData("mupdate_port: 3905")]
    [InlineData("mupdate_workers_max: 10")]
    [InlineData("qosmarking: af11")]
    [InlineData("sasl_auxprop_plugin: sasldb")]
    [InlineData("sasl_someplugin_thing: 1")]
    [InlineData("readonly: 0")]
    [InlineData("imap_tls_require_cert: no")]
    [InlineData("allowanonymouslogin: no")]
    [InlineData("berkeley_cachesize: 512")]
    [InlineData("autocreate_quota: 500M")]
    [InlineData("createonpost: 0")]
    public void Options_that_mean_nothing_here_are_noted_at_most(string line)
    {
        Assert.Equal(DiagnosticReport.Clean, DiagnosticReport.ExitCode(Sample.LoadWith(line).Diagnostics));
    }

    [Theory]
    [InlineData("readonly: yes")]
    [InlineData("userdeny_db_path: /deny")]
    [InlineData("imap_tls_require_cert: yes")]
    [InlineData("tls_crl_file: /crl")]
    [InlineData("tls_eccurve: secp384r1")]
    [InlineData("tls_server_dhparam: /dh")]
    [InlineData("tls_compression: yes")]
    [InlineData("tls_versions: tls1_1 tls1_2")]
    [InlineData("tls_versions: tls1_2 tls9")]
    [InlineData("tls_ciphers: kEECDH:HIGH")]
    [InlineData("sasl_mech_list: GSSAPI")]
    [InlineData("sasl_pwcheck_methods: saslauthd")]
    [InlineData("hashimapspool: maybe")]
    [InlineData("lmtptxn_timeout: soon")]
    [InlineData("mailfront_deny: 10.1.2.3/8")]
    [InlineData("mailfront_max_connections: 10\nmailfront_max_prelogin: 20")]
    [InlineData("mailfront_passwd_file: /ok/users")]
    public void What_somebody_may_rely_on_is_a_warning(string line)
    {
        Assert.Equal(DiagnosticReport.Warnings, DiagnosticReport.ExitCode(Sample.LoadWith(line).Diagnostics));
    }

    [Theory]
    [InlineData("imap_timeout: 40", null)]
    [InlineData("imap_altnamespace: 1", DiagnosticSeverity.Note)]
    [InlineData("imap_mailfront_backend_x: h", DiagnosticSeverity.Warning)]
    [InlineData("imap_proxy_password: x", DiagnosticSeverity.Warning)]
    [InlineData("imap_mailfront_directory: sqlite", DiagnosticSeverity.Warning)]
    [InlineData("imaps_sasl_mech_list: PLAIN", null)]
    [InlineData("lmtp_timeout: 40", DiagnosticSeverity.Warning)]
    public void Overrides_are_judged_by_what_they_override(string line, DiagnosticSeverity? severity)
    {
        var option = line[..line.IndexOf(':', StringComparison.Ordinal)];

        Assert.Equal(severity, Sample.LoadWith(line).Diagnostics.SingleOrDefault(diagnostic => diagnostic.Option == option)?.Severity);
    }

    [Fact]
    public void Switching_off_what_is_not_served_is_no_finding()
    {
        Assert.DoesNotContain(
            Sample.LoadWith("allowanonymouslogin: no\nreadonly: off\n").Diagnostics,
            diagnostic => diagnostic.Line >= 5);
        Assert.Equal(DiagnosticSeverity.Note, Sample.Only(Sample.LoadWith("allowanonymouslogin: 1"), "allowanonymouslogin").Severity);
    }

    [Fact]
    public void An_override_for_a_service_that_is_not_served_is_a_note()
    {
        var result = Sample.Load(
            Sample.Imapd + "lmtp_timeout: 40\n",
            Sample.Cyrus.Replace("}", "  lmtp cmd=lmtpd listen=lmtp\n}", StringComparison.Ordinal));

        Assert.Equal(DiagnosticSeverity.Note, Sample.Only(result, "lmtp_timeout").Severity);
    }
}
