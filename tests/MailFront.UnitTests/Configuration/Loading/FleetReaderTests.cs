using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class FleetReaderTests
{
    private const string Alone = "configdirectory: /c\ntls_server_cert: /ok/server.pem\nproxy_password: x\n";
    private const string Connection = Alone + "mailfront_fleet_connection: Host=db;Password=a b\n";
    private const string Shared = Connection + "mailfront_fleet_secret_file: /etc/fleet\n";

    [Fact]
    public void A_node_works_alone_unless_told_otherwise() => Assert.Null(Sample.SettingsOf(Sample.Load(Alone)).Fleet);

    [Fact]
    public void Connection_and_secret_are_read_and_hidden()
    {
        var settings = Sample.SettingsOf(Sample.Load(Shared, source: new FakeSource().With("/etc/fleet", "0123456789abcdef\n"))).Fleet;

        Assert.Equal(new FleetSettings { Connection = new HiddenText("Host=db;Password=a b"), Secret = new HiddenText("0123456789abcdef") }, settings);
        Assert.DoesNotContain("0123456789", $"{settings}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Connection, "mailfront_fleet_connection", "")]
    [InlineData(Alone + "mailfront_fleet_connection: nonsense\nmailfront_fleet_secret_file: /etc/fleet\n", "mailfront_fleet_connection", "0123456789abcdef")]
    [InlineData(Shared, "mailfront_fleet_secret_file", "fifteen octets.")]
    [InlineData(Shared + "mailfront_fleet_password_file: /missing\n", "mailfront_fleet_password_file", "0123456789abcdef")]
    public void What_is_missing_or_cannot_be_meant_is_an_error(string imapd, string option, string secret) =>
        Assert.Contains(
            Sample.Load(imapd, source: new FakeSource().With("/etc/fleet", secret)).Diagnostics,
            found => found.Severity == DiagnosticSeverity.Error && found.Option == option);

    [Fact]
    public void A_secret_without_a_connection_is_a_warning() =>
        Assert.Equal(
            DiagnosticSeverity.Warning,
            Sample.Only(Sample.Load(Alone + "mailfront_fleet_secret_file: /etc/fleet\n"), "mailfront_fleet_secret_file").Severity);
}
