using System.CommandLine;
using System.Text.Json;
using MailFront.Composition;

namespace MailFront.Commands;

/// <summary>One question of <c>mailfront ctl</c> to a running server: exit 0 when it has answered, 1 when there was nothing to do, 2 when not.</summary>
internal static class CtlRequest
{
    /// <summary>A subcommand that gets <c>/name</c> and prints it, as JSON if asked for.</summary>
    public static Command View(Option<string> imapdConf, string name, string description, Action<JsonElement> print)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(name, description);
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(imapdConf),
            HttpMethod.Get,
            "/" + name,
            result.GetValue(json) ? PrintRaw : print,
            cancellationToken));
        return command;
    }

    /// <summary>Sends the request and hands the answer to <paramref name="print"/>.</summary>
    public static async Task<int> RunAsync(
        string? imapdConf, HttpMethod method, string target, Action<JsonElement> print, CancellationToken cancellationToken)
    {
        using var client = AdminClient.Open(imapdConf ?? ConfigurationFiles.DefaultImapdConf);
        if (client is null || await client.AskAsync(method, target, cancellationToken) is not { } text)
        {
            return client is { HasFoundNothing: true } ? ExitCode.Warnings : ExitCode.Errors;
        }

        using var answer = JsonDocument.Parse(text);
        print(answer.RootElement);
        return ExitCode.Success;
    }

    /// <summary>Prints the answer as it came.</summary>
    public static void PrintRaw(JsonElement answer) => Console.Out.WriteLine(answer.GetRawText());
}
