using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class MechanismReaderTests
{
    [Fact]
    public void Nothing_is_set_by_default()
    {
        Assert.Equal(new MechanismSettings(), Sample.SettingsWith(string.Empty).Checkers.Mechanisms);
    }

    [Fact]
    public void Every_option_is_read()
    {
        var source = new FakeSource().With("/ok/oauth", "s3cret\n").With("/ok/scram", "salt\n");

        var settings = Sample.SettingsOf(Sample.LoadWith(
            """
            mailfront_scram: yes
            mailfront_scram_secret_file: /ok/scram
            mailfront_apop: yes
            mailfront_oauth_introspection_url: https://idp.example.org/introspect
            mailfront_oauth_client_id: mail
            mailfront_oauth_client_secret_file: /ok/oauth
            mailfront_oauth_issuer: https://idp.example.org
            mailfront_oauth_audience: imap
            mailfront_oauth_scope: mail.read
            mailfront_oauth_user_claim: preferred_username
            mailfront_oauth_deadline: 3s
            """,
            source)).Checkers.Mechanisms;

        Assert.Equal(
            new MechanismSettings
            {
                Scram = ScramMode.Yes,
                ScramSecret = new HiddenText("salt"),
                Apop = true,
                OAuth = new OAuthSettings
                {
                    IntrospectionUrl = new Uri("https://idp.example.org/introspect"),
                    ClientId = "mail",
                    ClientSecret = new HiddenText("s3cret"),
                    Issuer = "https://idp.example.org",
                    Audience = "imap",
                    Scope = "mail.read",
                    UserClaim = "preferred_username",
                    Deadline = TimeSpan.FromSeconds(3),
                },
            },
            settings);
        Assert.DoesNotContain("s3cret", $"{settings}");
    }

    [Theory]
    [InlineData("allowapop: yes", true)]
    [InlineData("allowapop: yes\nmailfront_apop: no", false)]
    [InlineData("allowapop: no", false)]
    public void Cyrus_option_for_apop_counts_where_our_own_is_not_set(string options, bool isOn)
    {
        var loaded = Sample.LoadWith(options);

        Assert.Equal(isOn, Sample.SettingsOf(loaded).Checkers.Mechanisms.Apop);
        Assert.DoesNotContain(loaded.Diagnostics, finding => finding.Option == "allowapop");
    }

    [Theory]
    [InlineData("\u0005\u0002\0\0\0\u0001x", true)]
    [InlineData("-----BEGIN", false)]
    [InlineData("", false)]
    public void A_file_that_is_no_keytab_is_told_of(string text, bool isKeytab)
    {
        var loaded = Sample.LoadWith("mailfront_krb5_realm: MAIL.TEST\nmailfront_krb5_keytab: /ok/keytab\n", new FakeSource().With("/ok/keytab", text));

        var told = loaded.Diagnostics.Where(finding => finding.Option == "mailfront_krb5_keytab").Select(finding => finding.Message);
        Assert.Equal(isKeytab ? string.Empty : "/ok/keytab is no keytab", string.Join('|', told));
    }

    [Theory]
    [InlineData("mailfront_oauth_jwks_file: /ok/keys\nmailfront_oauth_introspection_url: https://idp/", "both set")]
    [InlineData("mailfront_oauth_client_secret: a\nmailfront_oauth_client_secret_file: /ok/b", "both set")]
    [InlineData("mailfront_scram_secret: a\nmailfront_scram_secret_file: /ok/b", "both set")]
    [InlineData("mailfront_oauth_introspection_url: idp.example.org", "https://host/path")]
    [InlineData("mailfront_oauth_jwks_file: /missing", "missing or unreadable")]
    [InlineData("mailfront_scram: perhaps", "auto, yes, no")]
    public void What_contradicts_or_is_missing_is_an_error(string lines, string says)
    {
        var result = Sample.LoadWith(lines);

        Assert.Null(result.Settings);
        Assert.Contains(result.Diagnostics, finding => finding.Severity == DiagnosticSeverity.Error && finding.Message.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sasl_mech_list: PLAIN SCRAM-SHA-256", "SCRAM-SHA-256 needs passwd-file as the first word")]
    [InlineData("sasl_mech_list: PLAIN OAUTHBEARER", "OAUTHBEARER needs mailfront_oauth_jwks_file or")]
    [InlineData("sasl_mech_list: PLAIN EXTERNAL", "EXTERNAL needs tls_client_ca_file")]
    [InlineData("sasl_mech_list: PLAIN XOAUTH2\nmailfront_oauth_jwks_file: /ok/keys", "neither mailfront_oauth_audience nor mailfront_oauth_scope")]
    [InlineData("sasl_mech_list: XOAUTH2\nmailfront_oauth_introspection_url: http://idp.example.org/", "is not https")]
    [InlineData("sasl_mech_list: XOAUTH2\nmailfront_oauth_introspection_url: https://idp.example.org/", "be1 (kind=generic) wants the user's own password")]
    public void What_a_mechanism_lacks_is_a_warning(string lines, string says)
    {
        var result = Sample.LoadWith(lines);

        Assert.NotNull(result.Settings);
        Assert.Contains(result.Diagnostics, finding => finding.Severity == DiagnosticSeverity.Warning && finding.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_and_admins_are_read_for_each_service()
    {
        var login = Sample.SettingsWith("admins: cyrus root\nimaps_mailfront_external_user: upn\nimapmagicplus: yes\npopsubfolders: yes\n").Listeners[1].Service.Login;

        Assert.Equal(["cyrus", "root"], login.Admins);
        Assert.Equal((ExternalUserKind.Upn, true, true), (login.ExternalUser, login.ImapMagicPlus, login.PopSubfolders));
    }
}
