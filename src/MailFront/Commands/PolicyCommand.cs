using System.CommandLine;
using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Decisions;

namespace MailFront.Commands;

/// <summary><c>mailfront policy replay</c>: what the defence decided, decided again.</summary>
internal static class PolicyCommand
{
    private const int DefaultTop = 20;

    /// <summary>Makes the command with its subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("policy", "Look at what the defence decided.");
        command.Subcommands.Add(Replay());
        return command;
    }

    private static Command Replay()
    {
        var log = new Option<string[]>("--log")
        {
            Description = "Decision log; several in the order in which they were written",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var config = new Option<string?>("--config") { Description = "An imapd.conf: what would it have decided?", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON" };
        var top = new Option<int>("--top") { Description = "Most lines of each list", DefaultValueFactory = _ => DefaultTop };
        var command = new Command(
            "replay",
            "Decide again what a decision log holds. Without --config: exits 0 when every decision came out the same, 1 when not. "
            + "With it: says who would have been treated differently, exits 0. 2 when the log or the file is of no use.");
        foreach (var option in (Option[])[log, config, json, top])
        {
            command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(log) ?? [],
            result.GetValue(config),
            (run, took) => Print(run, took, result.GetValue(json), Math.Max(0, result.GetValue(top))),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? config, Action<PolicyReplayRun, TimeSpan> print, CancellationToken cancellationToken)
    {
        var alternative = config is null ? null : PolicyFile.Load(config, new DiskConfigurationSource());
        if (alternative?.Errors is { Count: > 0 } errors)
        {
            Console.Error.Write(DiagnosticReport.ToText(errors));
            return ExitCode.Errors;
        }

        var run = new PolicyReplayRun(alternative);
        var logs = new List<Stream>();
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            foreach (var path in paths)
            {
                logs.Add(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
            }

            await run.PlayAsync(logs, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"mailfront policy: {e.Message}");
            return ExitCode.Errors;
        }
        finally
        {
            foreach (var log in logs)
            {
                await log.DisposeAsync();
            }
        }

        return Finish(run, TimeProvider.System.GetElapsedTime(began), print);
    }

    private static int Finish(PolicyReplayRun run, TimeSpan took, Action<PolicyReplayRun, TimeSpan> print)
    {
        if (run.Progress.Processes == 0)
        {
            Console.Error.WriteLine("mailfront policy: no decision log: it has no header that this version understands");
            return ExitCode.Errors;
        }

        print(run, took);
        return run.Comparison is null && run.Reproduction.Different > 0 ? ExitCode.Warnings : ExitCode.Success;
    }

    private static void Print(PolicyReplayRun run, TimeSpan took, bool json, int top)
    {
        if (json)
        {
            Console.Out.WriteLine(ReplayJson.Of(run, took, top));
            return;
        }

        var report = new ReplayReport(Console.Out, top);
        report.Input(run, took);
        if (run.Comparison is { } comparison)
        {
            report.Compared(comparison);
        }
        else
        {
            report.Reproduced(run.Reproduction);
        }
    }
}
