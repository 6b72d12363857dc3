using System.CommandLine;
using MailFront.Serving;

namespace MailFront.Commands;

/// <summary><c>mailfront serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var files = new FileOptions();
        var command = new Command("serve", "Serve IMAP and POP3 clients until SIGTERM; SIGHUP reads the files again.");
        files.AddTo(command);
        command.SetAction((result, cancellationToken) => new ServerProcess(files.Read(result), TimeProvider.System).RunAsync(cancellationToken));
        return command;
    }
}
