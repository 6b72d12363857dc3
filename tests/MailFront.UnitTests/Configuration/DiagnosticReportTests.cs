using System.Text.Json;
using MailFront.Configuration;

namespace MailFront.UnitTests.Configuration;

public class DiagnosticReportTests
{
    private static readonly Diagnostic _note = new(DiagnosticSeverity.Note, "/etc/imapd.conf", 3, "timeout", "short", "30 minutes");
    private static readonly Diagnostic _warning = new(DiagnosticSeverity.Warning, "/etc/cyrus.conf", 1, null, "strange");
    private static readonly Diagnostic _error = new(DiagnosticSeverity.Error, "/etc/cyrus.conf", 0, "SERVICES", "none");

    [Fact]
    public void The_worst_finding_decides_the_exit_code()
    {
        Assert.Equal(0, DiagnosticReport.ExitCode([]));
        Assert.Equal(0, DiagnosticReport.ExitCode([_note]));
        Assert.Equal(1, DiagnosticReport.ExitCode([_warning, _note]));
        Assert.Equal(2, DiagnosticReport.ExitCode([_note, _error, _warning]));
    }

    [Fact]
    public void A_line_names_place_severity_message_and_what_is_done_instead()
    {
        Assert.Equal(
            "/etc/imapd.conf:3: note: short (30 minutes)\n/etc/cyrus.conf:1: warning: strange\n/etc/cyrus.conf: error: none\n1 error, 1 warning, 1 note\n",
            DiagnosticReport.ToText([_note, _warning, _error]));
        Assert.Equal("0 errors, 0 warnings, 0 notes\n", DiagnosticReport.ToText([]));
    }

    [Fact]
    public void Control_characters_of_a_file_cannot_forge_a_line()
    {
        Assert.Equal(
            "f:1: warning: a b [2Jc\n0 errors, 1 warning, 0 notes\n",
            DiagnosticReport.ToText([new Diagnostic(DiagnosticSeverity.Warning, "f", 1, null, "a\nb\u001b[2Jc")]));
    }

    [Fact]
    public void JSON_holds_the_same()
    {
        using var document = JsonDocument.Parse(DiagnosticReport.ToJson([_note, _warning]));

        Assert.Equal(1, document.RootElement.GetProperty("exitCode").GetInt32());
        var first = document.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal("note", first.GetProperty("severity").GetString());
        Assert.Equal("/etc/imapd.conf", first.GetProperty("file").GetString());
        Assert.Equal(3, first.GetProperty("line").GetInt32());
        Assert.Equal("timeout", first.GetProperty("option").GetString());
        Assert.Equal("short", first.GetProperty("message").GetString());
        Assert.Equal("30 minutes", first.GetProperty("instead").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("diagnostics")[1].GetProperty("instead").ValueKind);
    }
}
