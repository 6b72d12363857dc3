using System.CommandLine;
using System.Globalization;
using MailFront.Directory.Commands;
using MailFront.Directory.Sqlite;

namespace MailFront.Commands;

/// <summary><c>init</c>, <c>set</c>, <c>find</c>, <c>list</c> and <c>delete</c> of <c>mailfront directory</c>.</summary>
internal static class DirectoryEntryCommands
{
    /// <summary>Makes the subcommands; <paramref name="open"/> gives the directory, or null after it has said why not.</summary>
    public static IEnumerable<Command> Create(Func<ParseResult, DirectoryCommands?> open)
    {
        yield return Init(open);
        yield return Set(open);
        yield return Find(open);
        yield return List(open);
        yield return Delete(open);
    }

    private static Command Init(Func<ParseResult, DirectoryCommands?> open)
    {
        var command = new Command("init", "Make the directory's file, if it is not there.");
        command.SetAction(result => open(result) is { } directory ? DirectoryPrinter.Finish(directory.Init()) : ExitCode.Errors);
        return command;
    }

    private static Command Set(Func<ParseResult, DirectoryCommands?> open)
    {
        var name = new NameArgument();
        var location = new Argument<string>("LOCATION") { Description = "Backend, or backend!partition" };
        var acl = new Option<string?>("--acl") { Description = "Access list as pairs of identifier and rights" };
        var command = new Command("set", "Add or change an entry.");
        name.AddTo(command);
        command.Arguments.Add(location);
        command.Options.Add(acl);
        command.SetAction(result => open(result) is { } directory
            ? DirectoryPrinter.Finish(directory.Set(name.Text(result), name.Kind(result), result.GetValue(location) ?? string.Empty, result.GetValue(acl)))
            : ExitCode.Errors);
        return command;
    }

    private static Command Find(Func<ParseResult, DirectoryCommands?> open)
    {
        var name = new NameArgument();
        var json = new Option<bool>("--json") { Description = "Print a JSON object" };
        var command = new Command("find", "Print where a mailbox or a user is. Exits 1 when there is no entry.");
        name.AddTo(command);
        command.Options.Add(json);
        command.SetAction(result =>
        {
            if (open(result) is not { } directory)
            {
                return ExitCode.Errors;
            }

            var outcome = directory.Find(name.Text(result), name.Kind(result));
            if (outcome.IsDone)
            {
                DirectoryPrinter.Print(outcome.Value, result.GetValue(json));
            }

            return DirectoryPrinter.Finish(outcome, quiet: true);
        });
        return command;
    }

    private static Command List(Func<ParseResult, DirectoryCommands?> open)
    {
        var backend = new Option<string?>("--backend") { Description = "Only entries of this backend" };
        var prefix = new Option<string?>("--prefix") { Description = "Only names that begin so" };
        var count = new Option<bool>("--count") { Description = "Print how many there are" };
        var json = new Option<bool>("--json") { Description = "Print JSON lines" };
        var command = new Command("list", "Print entries, sorted by the bytes of their names.");
        foreach (var option in (Option[])[backend, prefix, count, json])
        {
            command.Options.Add(option);
        }

        command.SetAction(result =>
        {
            if (open(result) is not { } directory)
            {
                return ExitCode.Errors;
            }

            var filter = new ListFilter { Backend = result.GetValue(backend), Prefix = result.GetValue(prefix) };
            return result.GetValue(count) ? Count(directory, filter) : Print(directory, filter, result.GetValue(json));
        });
        return command;
    }

    private static int Count(DirectoryCommands directory, ListFilter filter)
    {
        var outcome = directory.Count(filter);
        if (outcome.IsDone)
        {
            Console.Out.WriteLine(outcome.Value.ToString(CultureInfo.InvariantCulture));
        }

        return DirectoryPrinter.Finish(outcome, quiet: true);
    }

    private static int Print(DirectoryCommands directory, ListFilter filter, bool json) => DirectoryPrinter.Finish(
        directory.List(filter, entry =>
        {
            DirectoryPrinter.Print(entry, json);
            return true;
        }),
        quiet: true);

    private static Command Delete(Func<ParseResult, DirectoryCommands?> open)
    {
        var name = new NameArgument();
        var command = new Command("delete", "Remove an entry. Exits 1 when there is none.");
        name.AddTo(command);
        command.SetAction(result => open(result) is { } directory
            ? DirectoryPrinter.Finish(directory.Delete(name.Text(result), name.Kind(result)))
            : ExitCode.Errors);
        return command;
    }
}
