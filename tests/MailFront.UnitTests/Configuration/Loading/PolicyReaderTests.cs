using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public class PolicyReaderTests
{
    private const string Needed = "mailfront_policy_url: http://127.0.0.1:8084/\nmailfront_policy_nonce: n\n";

    [Fact]
    public void Without_a_URL_there_is_no_policy_server()
    {
        Assert.Null(Sample.SettingsWith(string.Empty).Checkers.Policy);
    }

    [Fact]
    public void Defaults_are_Dovecot_s()
    {
        Assert.Equal(new PolicySettings("http://127.0.0.1:8084/", new HiddenText("n")), Sample.SettingsWith(Needed).Checkers.Policy);
    }

    [Fact]
    public void Everything_is_read()
    {
        var policy = Sample.SettingsWith(
            Needed + "mailfront_policy_header: Authorization: Basic x\nmailfront_policy_hash_truncate: 0\nmailfront_policy_reject_on_fail: yes\n"
            + "mailfront_policy_check_verified: yes").Checkers.Policy;

        Assert.Equal(
            new PolicySettings("http://127.0.0.1:8084/", new HiddenText("n"))
            {
                Header = new HiddenText("Authorization: Basic x"),
                HashBits = 0,
                RejectsOnFailure = true,
                ChecksVerified = true,
            },
            policy);
    }

    [Fact]
    public void Secrets_may_stand_in_files()
    {
        var source = new FakeSource().With("/etc/nonce", "from file\n").With("/etc/key", "key\r\n");

        var result = Sample.LoadWith(
            "mailfront_policy_url: http://127.0.0.1:8084/\nmailfront_policy_nonce_file: /etc/nonce\nmailfront_policy_header_file: /etc/key", source);

        var policy = Sample.SettingsOf(result).Checkers.Policy;
        Assert.Equal(("from file", "key"), (policy?.Nonce.Reveal(), policy?.Header?.Reveal()));
    }

    [Theory]
    [InlineData("mailfront_policy_url: http://127.0.0.1:8084/", "mailfront_policy_url")]
    [InlineData("mailfront_policy_url: unix:/x\nmailfront_policy_nonce: n", "mailfront_policy_url")]
    [InlineData(Needed + "mailfront_policy_header: a b: c", "mailfront_policy_header")]
    [InlineData(Needed + "mailfront_policy_nonce_file: /ok/nonce", "mailfront_policy_nonce_file")]
    [InlineData(Needed + "mailfront_policy_hash_truncate: 257", "mailfront_policy_hash_truncate")]
    public void What_is_missing_or_wrong_is_an_error(string more, string option)
    {
        Assert.Contains(
            Sample.LoadWith(more).Diagnostics, diagnostic => diagnostic.Option == option && diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("mailfront_policy_nonce: n", "mailfront_policy_nonce")]
    [InlineData("mailfront_policy_url: http://policy.example.org/\nmailfront_policy_nonce: n", "mailfront_policy_url")]
    [InlineData(Needed + "mailfront_policy_log_only: on\nmailfront_policy_reject_on_fail: on", "mailfront_policy_reject_on_fail")]
    public void What_has_no_effect_or_is_risky_is_a_warning(string more, string option)
    {
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(Sample.LoadWith(more), option).Severity);
    }
}
