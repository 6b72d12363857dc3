using System.CommandLine;
using System.Globalization;
using MailFront.Directory.Commands;
using MailFront.Directory.Transfer;

namespace MailFront.Commands;

/// <summary><c>import</c> and <c>export</c> of <c>mailfront directory</c>.</summary>
internal static class DirectoryTransferCommands
{
    /// <summary>Makes the subcommands; <paramref name="open"/> gives the directory, or null after it has said why not.</summary>
    public static IEnumerable<Command> Create(Func<ParseResult, DirectoryCommands?> open)
    {
        yield return Import(open);
        yield return Export(open);
    }

    private static Command Import(Func<ParseResult, DirectoryCommands?> open)
    {
        var file = new Argument<string>("FILE") { Description = "File to read; - for standard input" };
        var format = Format();
        var backend = new Option<string?>("--backend") { Description = "Backend of entries that name a partition only" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and count, change nothing" };
        var strict = new Option<bool>("--strict") { Description = "Change nothing when a line is bad" };
        var command = new Command("import", "Read entries from a file. Exits 1 when lines were bad.");
        command.Arguments.Add(file);
        foreach (var option in (Option[])[format, backend, dryRun, strict])
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => Task.FromResult(Import(
            open(result),
            result.GetValue(file) ?? DirectoryCommands.Standard,
            new ImportOptions
            {
                Format = result.GetValue(format),
                Backend = result.GetValue(backend),
                IsDryRun = result.GetValue(dryRun),
                IsStrict = result.GetValue(strict),
                OnBadLine = PrintBadLine,
                OnProgress = Console.IsErrorRedirected ? null : PrintProgress,
            },
            cancellationToken)));
        return command;
    }

    private static int Import(DirectoryCommands? directory, string file, ImportOptions options, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            return ExitCode.Errors;
        }

        using var input = Console.OpenStandardInput();
        return DirectoryPrinter.Finish(directory.Import(file, input, options, cancellationToken));
    }

    private static Command Export(Func<ParseResult, DirectoryCommands?> open)
    {
        var file = new Argument<string>("FILE") { Description = "File to write, whole or not at all; - for standard output" };
        var format = Format();
        var command = new Command("export", "Write all entries to a file.");
        command.Arguments.Add(file);
        command.Options.Add(format);
        command.SetAction((result, cancellationToken) => Task.FromResult(
            Export(open(result), result.GetValue(file) ?? DirectoryCommands.Standard, result.GetValue(format), cancellationToken)));
        return command;
    }

    private static int Export(DirectoryCommands? directory, string file, TransferFormat format, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            return ExitCode.Errors;
        }

        using var output = Console.OpenStandardOutput();
        return DirectoryPrinter.Finish(directory.Export(file, output, format, cancellationToken), quiet: file == DirectoryCommands.Standard);
    }

    private static Option<TransferFormat> Format() => new("--format")
    {
        Description = "dump (ctl_mboxlist -d), users (lines: user backend), csv or jsonl; dump when not given",
        DefaultValueFactory = _ => TransferFormat.Dump,
    };

    private static void PrintBadLine(BadLine line) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {line.Line}: {line.Problem}"));

    private static void PrintProgress(long records) =>
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{records} records"));
}
