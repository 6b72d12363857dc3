using System.CommandLine;
using MailFront.Configuration;

namespace MailFront.Commands;

/// <summary><c>mailfront check</c>: every finding in the two files.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var files = new FileOptions();
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON" };
        var command = new Command("check", "Print every finding in imapd.conf and cyrus.conf. Exits 0 when clean, 1 with warnings, 2 with errors.");
        files.AddTo(command);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            var findings = files.Read(result).Load().Diagnostics;
            Console.Out.Write(result.GetValue(json) ? DiagnosticReport.ToJson(findings) : DiagnosticReport.ToText(findings));
            return DiagnosticReport.ExitCode(findings);
        });
        return command;
    }
}
