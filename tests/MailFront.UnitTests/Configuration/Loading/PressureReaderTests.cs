using MailFront.Configuration;
using MailFront.Defence.Pressure;
using MailFront.Sessions;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class PressureReaderTests
{
    [Theory]
    [InlineData("mailfront_max_handshakes: auto", null)]
    [InlineData("mailfront_max_handshakes: 0", 0)]
    [InlineData("mailfront_max_handshakes: 8", 8)]
    public void Handshakes_are_capped_by_the_processors_a_number_or_not_at_all(string line, int? expected)
    {
        Assert.Equal(expected, Sample.SettingsOf(Sample.LoadWith(line + "\n")).Pressure.MaxHandshakes);
        Assert.Null(Sample.SettingsOf(Sample.Load()).Pressure.MaxHandshakes);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1025")]
    public void Anything_else_is_an_error_with_its_line(string value)
    {
        var error = Assert.Single(Sample.LoadWith($"mailfront_max_handshakes: {value}\n").Diagnostics, finding => finding.Option == "mailfront_max_handshakes");

        Assert.Equal((DiagnosticSeverity.Error, 5), (error.Severity, error.Line));
    }

    [Theory]
    [InlineData("", ScaledDeadline.UsualStart)]
    [InlineData("mailfront_deadline_scaling: 75\n", 0.75f)]
    [InlineData("mailfront_deadline_scaling: 100\n", 1f)]
    public void Where_deadlines_begin_to_shrink_is_a_percentage(string line, float expected)
    {
        Assert.Equal(expected, Sample.SettingsOf(Sample.LoadWith(line)).Service.Deadlines.ScalingPercent / 100f);
        Assert.Equal(ScaledDeadline.UsualStart, new LoginOptions().ScalingStart);
    }
}
