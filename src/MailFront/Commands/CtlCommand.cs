using System.CommandLine;
using MailFront.Composition;

namespace MailFront.Commands;

/// <summary><c>mailfront ctl</c>: asks a running server. Exits 0 when it has answered, 1 when there was nothing to do, 2 when not.</summary>
internal static class CtlCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create()
    {
        var imapdConf = new Option<string>("-C")
        {
            Description = "Path of imapd.conf, which names the server's socket",
            HelpName = "imapd.conf",
            DefaultValueFactory = _ => ConfigurationFiles.DefaultImapdConf,
            Recursive = true,
        };
        var command = new Command("ctl", "Look into a running server, or tell it something.");
        command.Options.Add(imapdConf);
        command.Subcommands.Add(CtlRequest.View(imapdConf, "backends", "Print the backends: state, sessions, rate of logins, who waits.", BackendPrinter.Print));
        command.Subcommands.Add(Forget(imapdConf));
        command.Subcommands.Add(CtlRequest.View(imapdConf, "queue", "Print which logins wait for a password checker.", CtlPrinter.PrintQueue));
        command.Subcommands.Add(CtlRequest.View(imapdConf, "status", "Print connections, logins and what is listened on.", CtlPrinter.PrintStatus));
        foreach (var session in CtlSessionCommands.Create(imapdConf))
        {
            command.Subcommands.Add(session);
        }

        command.Subcommands.Add(CtlRuleCommands.Create(imapdConf));
        foreach (var subcommand in BanCommands.Create(imapdConf))
        {
            command.Subcommands.Add(subcommand);
        }

        return command;
    }

    private static Command Forget(Option<string> imapdConf)
    {
        var user = new Argument<string>("USER") { Description = "User name, as at login" };
        var command = new Command("forget", "Forget a user's verified and refused passwords: the next login asks a checker.");
        command.Arguments.Add(user);
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Post,
            "/forget/" + Uri.EscapeDataString(result.GetValue(user) ?? string.Empty),
            answer => Console.Out.WriteLine($"forgotten: {answer.GetProperty("user").GetString()}"),
            cancellationToken));
        return command;
    }
}
