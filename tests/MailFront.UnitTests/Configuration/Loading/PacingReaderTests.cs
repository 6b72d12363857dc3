using System.Net;
using MailFront.Backends.Pacing;
using MailFront.Composition;
using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class PacingReaderTests
{
    [Fact]
    public void Every_option_reaches_its_setting()
    {
        var read = Sample.SettingsWith(
            """
            mailfront_backend_login_rate: 200
            mailfront_backend_login_connections: 50
            mailfront_backend_login_hold: 20s
            mailfront_backend_login_queue: 500
            mailfront_backend_source_addresses: 192.0.2.1 2001:db8::1
            mailfront_disconnect_spread: 1m

            """).Pacing;

        Assert.Equal((200, 50, 20, 500, 60), (read.LoginRate, read.Connections, (int)read.Hold.TotalSeconds, read.Queue, (int)read.DisconnectSpread.TotalSeconds));
        Assert.Equal([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")], read.SourceAddresses);
    }

    [Fact]
    public void The_defaults_of_the_files_and_of_the_pacing_are_the_same()
    {
        var read = Sample.SettingsOf(Sample.Load()).Pacing;

        Assert.Equal(new BackendPacingOptions(), BackendMapping.Pacing(read));
        Assert.Empty(read.SourceAddresses);
    }

    [Fact]
    public void A_backend_has_limits_of_its_own()
    {
        var read = Sample.SettingsWith("mailfront_backend_be2: 192.0.2.2 kind=generic login_rate=30 connections=4\n");

        var backend = Assert.Single(read.Backends.Named, backend => backend.Name == "be2");
        Assert.Equal((30, 4), (backend.LoginRate, backend.Connections));
    }

    [Theory]
    [InlineData("mailfront_backend_source_addresses: 192.0.2.1 fe1.example.org", "mailfront_backend_source_addresses")]
    [InlineData("mailfront_backend_source_addresses: 0.0.0.0", "mailfront_backend_source_addresses")]
    [InlineData("mailfront_backend_be2: h kind=generic login_rate=0", "mailfront_backend_be2")]
    [InlineData("mailfront_backend_be2: h kind=generic connections=many", "mailfront_backend_be2")]
    [InlineData("mailfront_backend_login_rate: -1", "mailfront_backend_login_rate")]
    public void What_is_wrong_is_told_with_its_line(string line, string option)
    {
        var finding = Sample.Only(Sample.LoadWith(line + "\n"), option);

        Assert.Equal((DiagnosticSeverity.Error, 5), (finding.Severity, finding.Line));
    }

    [Theory]
    [InlineData("mailfront_backend_login_hold: 0\nmailfront_backend_login_rate: 10", DiagnosticSeverity.Warning)]
    [InlineData("mailfront_backend_login_hold: 2m", DiagnosticSeverity.Note)]
    public void What_a_value_costs_is_told(string lines, DiagnosticSeverity severity)
    {
        var finding = Sample.Only(Sample.LoadWith(lines + "\n"), "mailfront_backend_login_hold");

        Assert.Equal((severity, 5), (finding.Severity, finding.Line));
    }
}
