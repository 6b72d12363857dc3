using System.Text.Json;
using MailFront.Directory;
using MailFront.Directory.Commands;

namespace MailFront.Commands;

/// <summary>Prints what directory commands give, for people or as JSON lines, and makes the exit code.</summary>
internal static class DirectoryPrinter
{
    /// <summary>Prints one entry.</summary>
    public static void Print(MailboxEntry entry, bool json) => Console.Out.WriteLine(json
        ? JsonSerializer.Serialize(new
        {
            name = entry.Name,
            location = entry.Location.ToString(),
            acl = entry.Acl,
            status = entry.Status == EntryStatus.Active ? "active" : "reserved",
        })
        : $"{entry.Name}\t{entry.Location}");

    /// <summary>Prints the outcome's message where it belongs and tells the exit code.</summary>
    public static int Finish<T>(CommandOutcome<T> outcome, bool quiet = false)
    {
        if (!outcome.IsDone)
        {
            Console.Error.WriteLine($"mailfront directory: {outcome.Message}");
        }
        else if (!quiet)
        {
            Console.Out.WriteLine(outcome.Message);
        }

        return outcome.Result switch
        {
            CommandResult.Done => ExitCode.Success,
            CommandResult.DoneWithComplaints or CommandResult.NotFound => ExitCode.Warnings,
            _ => ExitCode.Errors,
        };
    }
}
