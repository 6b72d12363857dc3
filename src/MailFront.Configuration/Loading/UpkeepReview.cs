using MailFront.Configuration.CyrusConf;

namespace MailFront.Configuration.Loading;

/// <summary>START, EVENTS and DAEMON of cyrus.conf: MailFront runs none of it and says so.</summary>
internal static class UpkeepReview
{
    /// <summary>One finding per entry.</summary>
    public static void Tell(IReadOnlyList<CyrusConfSection> sections, DiagnosticBag diagnostics)
    {
        foreach (var section in sections.Where(section => section.Name != "SERVICES"))
        {
            foreach (var entry in section.Entries)
            {
                TellEntry(section.Name, entry, diagnostics);
            }
        }
    }

    private static void TellEntry(string section, CyrusConfEntry entry, DiagnosticBag diagnostics)
    {
        if (entry.Find("cmd") is not { } cmd || ServiceCommand.Parse(cmd) is not { } command)
        {
            diagnostics.Error(
                entry.Place,
                entry.Name,
                section == "EVENTS" ? $"unable to find command or port for event '{entry.Name}'" : $"unable to find command for {entry.Name}",
                "Cyrus does not start with it");
            return;
        }

        var message = $"{section} '{entry.Name}' runs {command.Program}";
        if (CyrusPrograms.Find(command.Program, out var instead) == ProgramKind.Unknown)
        {
            diagnostics.Warning(entry.Place, entry.Name, $"{message}, which is no program of Cyrus", $"{instead}; use systemd or cron");
        }
        else
        {
            diagnostics.Note(entry.Place, entry.Name, message, instead.Length == 0 ? "not run: services belong into SERVICES" : instead);
        }
    }
}
