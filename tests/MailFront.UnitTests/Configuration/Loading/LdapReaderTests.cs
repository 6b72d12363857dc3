using MailFront.Configuration;
using MailFront.Configuration.Settings;
using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class LdapReaderTests
{
    private const string Method = "configdirectory: /c\ntls_server_cert: /ok/server.pem\nproxy_password: x\nsasl_pwcheck_method: ldap\n";
    private const string Uri = "mailfront_ldap_uri: ldaps://a ldaps://b:1636\n";
    private const string Search = Method + Uri + "mailfront_ldap_base: dc=x\n";

    [Fact]
    public void Options_that_are_not_set_have_their_defaults()
    {
        LdapSettings? settings = Sample.SettingsOf(Sample.Load(Search)).Checkers.Ldap;

        Assert.Equal(new LdapSettings { Uris = "ldaps://a ldaps://b:1636", Base = "dc=x", Filter = "(uid=%u)", Scope = LdapScope.WholeSubtree }, settings);
    }

    [Fact]
    public void All_options_are_read_and_the_password_from_its_file()
    {
        FakeSource source = new FakeSource().With("/etc/pw", "se cret\nnot this\n");

        LdapSettings? settings = Sample.SettingsOf(Sample.Load(
            Method + "mailfront_ldap_uri: ldap://a\nmailfront_ldap_starttls: on\nmailfront_ldap_tls_verify: off\nmailfront_ldap_base: dc=%d\nmailfront_ldap_filter: (&(uid=%n)(o=*))\n"
            + "mailfront_ldap_scope: one\nmailfront_ldap_search_dn: cn=s\nmailfront_ldap_search_password_file: /etc/pw\n",
            source: source)).Checkers.Ldap;

        Assert.Equal(
            new LdapSettings
            {
                Uris = "ldap://a",
                StartTls = true,
                VerifyCertificate = false,
                Base = "dc=%d",
                Filter = "(&(uid=%n)(o=*))",
                Scope = LdapScope.SingleLevel,
                SearchDn = "cn=s",
                SearchPassword = new HiddenText("se cret"),
            },
            settings);
    }

    [Theory]
    [InlineData(Method + "mailfront_ldap_base: dc=x\n", "sasl_pwcheck_method")]
    [InlineData(Method + Uri, "sasl_pwcheck_method")]
    [InlineData(Search + "mailfront_ldap_bind_dn: uid=%u\n", "sasl_pwcheck_method")]
    [InlineData(Method + "mailfront_ldap_uri: http://a\nmailfront_ldap_base: dc=x\n", "mailfront_ldap_uri")]
    [InlineData(Method + Uri + "mailfront_ldap_bind_dn: uid=admin\n", "mailfront_ldap_bind_dn")]
    [InlineData(Method + Uri + "mailfront_ldap_bind_dn: uid=%x\n", "mailfront_ldap_bind_dn")]
    [InlineData(Search + "mailfront_ldap_filter: (uid=%u\n", "mailfront_ldap_filter")]
    [InlineData(Search + "mailfront_ldap_filter: (uid=admin)\n", "mailfront_ldap_filter")]
    [InlineData(Search + "mailfront_ldap_search_dn: cn=s\n", "mailfront_ldap_search_dn")]
    [InlineData(Search + "mailfront_ldap_search_dn: cn=s\nmailfront_ldap_search_password_file: /missing\n", "mailfront_ldap_search_password_file")]
    [InlineData(Search + "mailfront_ldap_search_dn: cn=s\nmailfront_ldap_search_password: a\nmailfront_ldap_search_password_file: /b\n", "mailfront_ldap_search_password_file")]
    [InlineData(Search + "mailfront_ldap_ca_file: /missing\n", "mailfront_ldap_ca_file")]
    [InlineData(Search + "mailfront_ldap_scope: all\n", "mailfront_ldap_scope")]
    public void What_is_missing_or_contradicts_is_an_error(string imapd, string option) =>
        Assert.Contains(Sample.Load(imapd).Diagnostics, found => found.Severity == DiagnosticSeverity.Error && found.Option == option);

    [Theory]
    [InlineData(Method + "mailfront_ldap_uri: ldap://a\nmailfront_ldap_base: dc=x\n", "mailfront_ldap_uri")]
    [InlineData(Search + "mailfront_ldap_tls_verify: off\n", "mailfront_ldap_tls_verify")]
    [InlineData(Search + "mailfront_ldap_search_password: x\n", "mailfront_ldap_search_dn")]
    [InlineData(Method + Uri + "mailfront_ldap_bind_dn: uid=%u\nmailfront_ldap_filter: (uid=%u)\n", "mailfront_ldap_filter")]
    [InlineData(Sample.Imapd + "mailfront_ldap_base: dc=x\n", "mailfront_ldap_base")]
    public void What_is_unsafe_or_without_effect_is_a_warning(string imapd, string option)
    {
        LoadResult result = Sample.Load(imapd);

        Sample.SettingsOf(result);
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(result, option).Severity);
    }

    [Theory]
    [InlineData("ldap://localhost")]
    [InlineData("ldap://127.0.0.1:1389")]
    [InlineData("ldapi:///")]
    public void Plaintext_that_stays_on_the_machine_is_fine(string uri) =>
        Assert.DoesNotContain(
            Sample.Load(Method + $"mailfront_ldap_uri: {uri}\nmailfront_ldap_base: dc=x\n").Diagnostics, found => found.Option == "mailfront_ldap_uri");
}
