using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class SqlReaderTests
{
    private const string Method = "configdirectory: /c\ntls_server_cert: /ok/server.pem\nproxy_password: x\nsasl_pwcheck_method: sql\n";
    private const string Connection = Method + "mailfront_sql_connection: Host=db;Password=a b\n";

    [Fact]
    public void The_query_has_a_default_and_the_connection_is_hidden()
    {
        SqlSettings? settings = Sample.SettingsOf(Sample.Load(Connection)).Checkers.Sql;

        Assert.Equal(
            new SqlSettings
            {
                Connection = new HiddenText("Host=db;Password=a b"),
                Query = "SELECT password FROM mailfront_users WHERE username = @user",
            },
            settings);
        Assert.DoesNotContain("a b", $"{settings}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_may_stand_in_a_file() =>
        Assert.Equal(
            new HiddenText("secret"),
            Sample.SettingsOf(Sample.Load(Connection + "mailfront_sql_password_file: /etc/pw\n", source: new FakeSource().With("/etc/pw", "secret\r\n")))
                .Checkers.Sql?.Password);

    [Theory]
    [InlineData(Method, "sasl_pwcheck_method")]
    [InlineData(Method + "mailfront_sql_connection: nonsense\n", "mailfront_sql_connection")]
    [InlineData(Connection + "mailfront_sql_query: SELECT password FROM users\n", "mailfront_sql_query")]
    [InlineData(Connection + "mailfront_sql_password_file: /missing\n", "mailfront_sql_password_file")]
    public void What_is_missing_or_cannot_be_meant_is_an_error(string imapd, string option) =>
        Assert.Contains(Sample.Load(imapd).Diagnostics, found => found.Severity == DiagnosticSeverity.Error && found.Option == option);

    [Theory]
    [InlineData(Sample.Imapd + "mailfront_sql_connection: Host=db\n", "mailfront_sql_connection")]
    [InlineData(Connection + "mailfront_sql_query: SELECT p FROM u WHERE n = '%u' AND m = @user\n", "mailfront_sql_query")]
    public void What_has_no_effect_is_a_warning(string imapd, string option) =>
        Assert.Equal(DiagnosticSeverity.Warning, Sample.Only(Sample.Load(imapd), option).Severity);
}
