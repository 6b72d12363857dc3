using System.CommandLine;

namespace MailFront.Commands;

/// <summary><c>mailfront ctl rules</c>.</summary>
internal static class CtlRuleCommands
{
    /// <summary>Makes the subcommand with its own.</summary>
    public static Command Create(Option<string> imapdConf)
    {
        var command = List(imapdConf, "rules", "Print the rules in force, or change them until the next restart or reload.");
        command.Subcommands.Add(List(imapdConf, "list", "Print the rules in force."));
        command.Subcommands.Add(Add(imapdConf));
        command.Subcommands.Add(Remove(imapdConf));
        command.Subcommands.Add(Mode(imapdConf));
        return command;
    }

    private static Command List(Option<string> imapdConf, string name, string description)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(name, description) { json };
        command.SetAction((result, cancellationToken) => CtlRequest.RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Get,
            "/rules",
            result.GetValue(json) ? CtlRequest.PrintRaw : CtlSessionPrinter.PrintRules,
            cancellationToken));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The rule's name" };

    private static Command Add(Option<string> imapdConf)
    {
        var name = Name();
        var rule = new Argument<string>("RULE") { Description = "'condition => action', as in mailfront_rule_<name>" };
        var observe = new Option<bool>("--observe") { Description = "Only tell what it would do" };
        var command = new Command("add", "Put a rule into force, or another one in its place. It is gone with a restart or a reload.") { name, rule, observe };
        command.SetAction((result, cancellationToken) => ChangeAsync(
            result.GetValue(imapdConf),
            CtlTarget.Of(
                "/rules/add",
                ("name", result.GetValue(name)), ("rule", result.GetValue(rule)), ("observe", result.GetValue(observe) ? "true" : null)),
            cancellationToken));
        return command;
    }

    private static Command Remove(Option<string> imapdConf)
    {
        var name = Name();
        var command = new Command("remove", "Take a rule out of force. One of the configuration comes back with a reload. Exits 1 when there is none.") { name };
        command.SetAction((result, cancellationToken) => ChangeAsync(
            result.GetValue(imapdConf), CtlTarget.Of("/rules/remove", ("name", result.GetValue(name))), cancellationToken));
        return command;
    }

    private static Command Mode(Option<string> imapdConf)
    {
        var name = Name();
        var mode = new Argument<string>("MODE") { Description = "observe or enforce" };
        mode.AcceptOnlyFromAmong("observe", "enforce");
        var command = new Command("mode", "Let a rule act, or only tell what it would do. Exits 1 when there is none of that name.") { name, mode };
        command.SetAction((result, cancellationToken) => ChangeAsync(
            result.GetValue(imapdConf), CtlTarget.Of("/rules/mode", ("name", result.GetValue(name)), ("mode", result.GetValue(mode))), cancellationToken));
        return command;
    }

    private static Task<int> ChangeAsync(string? imapdConf, string target, CancellationToken cancellationToken) =>
        CtlRequest.RunAsync(imapdConf, HttpMethod.Post, target, CtlSessionPrinter.PrintRules, cancellationToken);
}
