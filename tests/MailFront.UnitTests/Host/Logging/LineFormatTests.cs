using System.Text.Json;
using MailFront.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace MailFront.UnitTests.Host.Logging;

public sealed class LineFormatTests
{
    private static readonly DateTimeOffset _stamp = new(2026, 11, 4, 8, 5, 9, TimeSpan.Zero);

    [Fact]
    public void A_failed_login_reads_as_cyrus_writes_it()
    {
        var format = new LineFormat(json: false, "cyrus", "fe1");

        var line = format.Render(Event(
            "badlogin: {Client} {Mechanism} ({User}) [SASL(-13): authentication failure: {Why}] SESSIONID=<{SessionId}>",
            ("SourceContext", "service/imaps"), ("Client", "[192.0.2.7]"), ("Mechanism", "plaintext"), ("User", "jo"), ("Why", "checkpass failed"), ("SessionId", "fe-1")));

        var local = _stamp.ToLocalTime();
        Assert.Equal(
            $"Nov  4 {local:HH:mm:ss} fe1 cyrus/imaps[{Environment.ProcessId}]: badlogin: [192.0.2.7] plaintext (jo) [SASL(-13): authentication failure: checkpass failed] SESSIONID=<fe-1>",
            line.Text);
        Assert.Equal("cyrus/imaps", line.Ident);
    }

    [Fact]
    public void Lines_of_no_service_carry_the_program_s_name()
    {
        var line = new LineFormat(json: false, null, "fe1").Render(Event("draining", ("SourceContext", "mailfront")));

        Assert.Equal("mailfront", line.Ident);
        Assert.EndsWith($" fe1 mailfront[{Environment.ProcessId}]: draining", line.Text);
    }

    [Fact]
    public void An_event_is_one_line_even_with_an_exception()
    {
        var failure = new InvalidOperationException("first\nsecond");

        var line = new LineFormat(json: false, null, "fe1").Render(
            new LogEvent(_stamp, LogEventLevel.Error, failure, new MessageTemplateParser().Parse("broken"), []));

        Assert.DoesNotContain('\n', line.Text);
        Assert.Contains("first | second", line.Text);
    }

    [Fact]
    public void Json_lines_hold_every_property()
    {
        var line = new LineFormat(json: true, null, "fe1").Render(Event("login: {User}", ("User", "jo\"x"), ("SessionId", "fe-1")));

        var root = JsonDocument.Parse(line.Text).RootElement;
        Assert.Equal("jo\"x", root.GetProperty("Properties").GetProperty("User").GetString());
        Assert.Equal("fe-1", root.GetProperty("Properties").GetProperty("SessionId").GetString());
        Assert.DoesNotContain('\n', line.Text);
    }

    private static LogEvent Event(string template, params (string Name, string Value)[] properties) => new(
        _stamp,
        LogEventLevel.Information,
        null,
        new MessageTemplateParser().Parse(template),
        properties.Select(property => new LogEventProperty(property.Name, new ScalarValue(property.Value))));
}
