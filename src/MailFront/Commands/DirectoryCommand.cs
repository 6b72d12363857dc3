using System.CommandLine;
using MailFront.Composition;
using MailFront.Directory.Commands;

namespace MailFront.Commands;

/// <summary><c>mailfront directory</c>: looks into and changes the file of locations.</summary>
internal static class DirectoryCommand
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create()
    {
        var imapdConf = new Option<string>("-C")
        {
            Description = "Path of imapd.conf, which names the directory's file",
            HelpName = "imapd.conf",
            DefaultValueFactory = _ => ConfigurationFiles.DefaultImapdConf,
            Recursive = true,
        };
        var command = new Command("directory", "Say where users' mailboxes are.");
        command.Options.Add(imapdConf);
        foreach (var subcommand in (Command[])[.. DirectoryEntryCommands.Create(Open), .. DirectoryTransferCommands.Create(Open)])
        {
            command.Subcommands.Add(subcommand);
        }

        return command;

        DirectoryCommands? Open(ParseResult result) => OpenDirectory(result.GetValue(imapdConf) ?? ConfigurationFiles.DefaultImapdConf);
    }

    private static DirectoryCommands? OpenDirectory(string imapdConf)
    {
        var place = DirectoryPlace.Load(imapdConf);
        foreach (var error in place.Errors)
        {
            Console.Error.WriteLine(error);
        }

        return place.Commands;
    }
}
