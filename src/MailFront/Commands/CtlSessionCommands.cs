using System.CommandLine;
using System.Globalization;

namespace MailFront.Commands;

/// <summary><c>sessions</c>, <c>top</c>, <c>kick</c> and <c>explain</c> of <c>mailfront ctl</c>.</summary>
internal static class CtlSessionCommands
{
    /// <summary>Makes the subcommands.</summary>
    public static IEnumerable<Command> Create(Option<string> imapdConf) => [Sessions(imapdConf), Top(imapdConf), Kick(imapdConf), Explain(imapdConf)];

    private static Option<string?> Where() => new("--where")
    {
        Description = "A condition of the rule language, such as 'preauth and failures >= 1 and age > 10s'",
        HelpName = "condition",
    };

    private static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    private static Option<int?> Limit(string what) => new("--limit") { Description = $"Most {what}; 0 for all" };

    private static Command Sessions(Option<string> imapdConf)
    {
        var (where, limit, json) = (Where(), Limit("connections, the oldest first; 100 when not given"), Json());
        var command = new Command("sessions", "Print the open connections.") { where, limit, json };
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Get,
            CtlTarget.Of("/sessions", ("where", result.GetValue(where)), ("limit", Text(result.GetValue(limit)))),
            result.GetValue(json) ? CtlRequest.PrintRaw : CtlSessionPrinter.PrintSessions,
            cancellationToken));
        return command;
    }

    private static Command Top(Option<string> imapdConf)
    {
        var (limit, json) = (Limit("lines of each kind; 10 when not given"), Json());
        var command = new Command("top", "Print which networks and users have most connections and failures.") { limit, json };
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Get,
            CtlTarget.Of("/top", ("limit", Text(result.GetValue(limit)))),
            result.GetValue(json) ? CtlRequest.PrintRaw : CtlSessionPrinter.PrintTop,
            cancellationToken));
        return command;
    }

    private static Command Kick(Option<string> imapdConf)
    {
        var name = new Argument<string?>("USER|SESSION") { Description = "Whose connections, or which one", Arity = ArgumentArity.ZeroOrOne };
        var (where, json) = (Where(), Json());
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count them" };
        var command = new Command("kick", "Close connections, logged in or not. Exits 1 when none matches.") { name, where, dryRun, json };
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Post,
            CtlTarget.Of(
                "/kick", ("name", result.GetValue(name)), ("where", result.GetValue(where)), ("dryrun", result.GetValue(dryRun) ? "true" : null)),
            result.GetValue(json) ? CtlRequest.PrintRaw : CtlSessionPrinter.PrintKicked,
            cancellationToken));
        return command;
    }

    private static Command Explain(Option<string> imapdConf)
    {
        var what = new Argument<string>("IP|USER|SESSION") { Description = "What to explain" };
        var from = new Option<string?>("--from") { Description = "Explain a user as coming from this address", HelpName = "IP" };
        var json = Json();
        var command = new Command("explain", "Say in words what was decided about a connection, an address or a user, and why.") { what, from, json };
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Get,
            CtlTarget.Of("/explain/" + Uri.EscapeDataString(result.GetValue(what) ?? string.Empty), ("from", result.GetValue(from))),
            result.GetValue(json) ? CtlRequest.PrintRaw : CtlSessionPrinter.PrintExplanation,
            cancellationToken));
        return command;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
