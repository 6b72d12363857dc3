using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MailFront.Configuration.Values;

namespace MailFront.Commands;

/// <summary><c>mailfront ctl ban|unban|bans</c>. Exit 0 when it was done, 1 when the server has refused, 2 when it did not answer.</summary>
internal static class BanCommands
{
    private const string DefaultDuration = "1h";

    /// <summary>The three commands.</summary>
    public static IEnumerable<Command> Create(Option<string> imapdConf) =>
        [Ban(imapdConf), Unban(imapdConf), CtlRequest.View(imapdConf, "bans", "Print bans in force, soonest to end first.", Print)];

    private static Command Ban(Option<string> imapdConf)
    {
        var target = Target();
        var duration = new Option<string>("--for") { Description = "How long: 90s, 15m, 1h, 7d; at most 30d", DefaultValueFactory = _ => DefaultDuration };
        duration.Validators.Add(result =>
        {
            if (!DurationValue.TryParse(result.GetValueOrDefault<string>() ?? string.Empty, DurationUnit.Seconds, out _))
            {
                result.AddError($"--for: expected {DurationValue.Expected}");
            }
        });
        var reason = new Option<string>("--reason") { Description = "Kept with the ban and shown by ctl bans" };
        var kick = new Option<bool>("--kick") { Description = "End sessions that are logged in too" };
        var command = new Command("ban", "Keep an address, a network or a user out for a time; what allow lists name cannot be banned.");
        command.Arguments.Add(target);
        command.Options.Add(duration);
        command.Options.Add(reason);
        command.Options.Add(kick);
        command.SetAction((result, cancellationToken) =>
        {
            DurationValue.TryParse(result.GetValue(duration) ?? DefaultDuration, DurationUnit.Seconds, out var time);
            var seconds = Math.Max(0, (long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var query = $"?for={seconds}&kick={(result.GetValue(kick) ? 1 : 0)}&reason={Uri.EscapeDataString(result.GetValue(reason) ?? string.Empty)}";
            return AskAsync(result.GetValue(imapdConf), "/ban/" + Uri.EscapeDataString(result.GetValue(target) ?? string.Empty) + query, cancellationToken);
        });
        return command;
    }

    private static Command Unban(Option<string> imapdConf)
    {
        var target = Target();
        var command = new Command("unban", "End a ban.");
        command.Arguments.Add(target);
        command.SetAction((result, cancellationToken) => AskAsync(
            result.GetValue(imapdConf), "/unban/" + Uri.EscapeDataString(result.GetValue(target) ?? string.Empty), cancellationToken));
        return command;
    }

    private static Argument<string> Target() => new("TARGET") { Description = "Address, network (192.0.2.0/24) or user:NAME" };

    private static async Task<int> AskAsync(string? imapdConf, string target, CancellationToken cancellationToken)
    {
        var isDone = false;
        var status = await CtlRequest.RunAsync(imapdConf, HttpMethod.Post, target, answer => isDone = PrintAnswer(answer), cancellationToken);
        return status == ExitCode.Success && !isDone ? ExitCode.Warnings : status;
    }

    private static bool PrintAnswer(JsonElement answer)
    {
        var isDone = answer.GetProperty("done").GetBoolean();
        (isDone ? Console.Out : Console.Error).WriteLine(answer.GetProperty("message").GetString());
        return isDone;
    }

    private static void Print(JsonElement answer)
    {
        Console.Out.WriteLine($"{"TARGET",-44}{"LEFT",-14}REASON");
        foreach (var ban in answer.GetProperty("bans").EnumerateArray())
        {
            var left = TimeSpan.FromSeconds(ban.GetProperty("secondsLeft").GetInt64()).ToString("c", CultureInfo.InvariantCulture);
            var reason = ban.TryGetProperty("reason", out var text) ? text.GetString() : string.Empty;
            Console.Out.WriteLine($"{ban.GetProperty("target").GetString(),-44}{left,-14}{reason}");
        }
    }
}
