using System.Globalization;
using System.Text;
using System.Text.Json;
using MailFront.Protocol;

namespace MailFront.Commands;

/// <summary>Prints connections, rules and explanations for people. What clients sent is made safe for a terminal.</summary>
internal static class CtlSessionPrinter
{
    /// <summary>A line for each connection, then how many there are.</summary>
    public static void PrintSessions(JsonElement answer)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"STATE",-15}{"AGE",9}{"INSTATE",9}{"TRIES",6}{"WRONG",6}{"IN",10}{"OUT",10} {"TLS",-4}{"CLASS",-9}{"SCORE",5}  {"SERVICE",-10}{"SOURCE",-24}{"USER",-24}SESSION");
        foreach (var row in answer.GetProperty("sessions").EnumerateArray())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Text(row, "state"),-15}{row.GetProperty("age").GetDouble(),9:0.0}{row.GetProperty("inState").GetDouble(),9:0.0}{row.GetProperty("attempts").GetInt32(),6}{row.GetProperty("failures").GetInt32(),6}{row.GetProperty("bytesIn").GetInt64(),10}{row.GetProperty("bytesOut").GetInt64(),10} {(row.GetProperty("tls").GetBoolean() ? "yes" : "no"),-4}{Text(row, "class"),-9}{row.GetProperty("score").GetInt32(),5}  {Text(row, "service"),-10}{Text(row, "source"),-24}{Text(row, "user"),-24}{Text(row, "id")}");
        }

        var (matching, open) = (answer.GetProperty("matching").GetInt32(), answer.GetProperty("open").GetInt32());
        var shown = answer.GetProperty("sessions").GetArrayLength();
        text.AppendLine(CultureInfo.InvariantCulture, $"{matching} of {open} connections{(shown < matching ? $"; the {shown} oldest are shown, --limit 0 shows all" : string.Empty)}");
        Console.Out.Write(text);
    }

    /// <summary>A table for each kind.</summary>
    public static void PrintTop(JsonElement answer)
    {
        Console.Out.WriteLine($"{answer.GetProperty("open").GetInt32()} connections");
        foreach (var (name, title) in ((string, string)[])[("sources", "NETWORK"), ("users", "USER"), ("states", "STATE")])
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"{title,-40}{"CONNECTIONS",12}{"PRELOGIN",10}{"WRONG",8}");
            foreach (var line in answer.GetProperty(name).EnumerateArray())
            {
                Console.Out.WriteLine($"{Text(line, "name"),-40}{line.GetProperty("connections").GetInt32(),12}{line.GetProperty("preLogin").GetInt32(),10}{line.GetProperty("failures").GetInt32(),8}");
            }
        }
    }

    /// <summary>How many.</summary>
    public static void PrintKicked(JsonElement answer) => Console.Out.WriteLine(
        $"{(answer.GetProperty("dryRun").GetBoolean() ? "would close" : "closed")}: {answer.GetProperty("closed").GetInt32()}");

    /// <summary>The rules in their order.</summary>
    public static void PrintRules(JsonElement answer)
    {
        if (Text(answer, "defence") is var defence and not "enforce")
        {
            Console.Out.WriteLine($"mailfront_defence is {defence}: no rule acts");
        }

        Console.Out.WriteLine($"{"NAME",-20}{"MODE",-9}{"FROM",-6}{"ACTED",9}{"WOULD HAVE",12}  RULE");
        foreach (var rule in answer.GetProperty("rules").EnumerateArray())
        {
            Console.Out.WriteLine($"{Text(rule, "name"),-20}{Text(rule, "mode"),-9}{Text(rule, "origin"),-6}{rule.GetProperty("enforced").GetInt64(),9}{rule.GetProperty("observed").GetInt64(),12}  {rule.GetProperty("condition").GetString()} => {Text(rule, "action")}");
        }
    }

    /// <summary>A sentence on each line.</summary>
    public static void PrintExplanation(JsonElement answer)
    {
        foreach (var line in answer.GetProperty("lines").EnumerateArray())
        {
            Console.Out.WriteLine(line.GetString());
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? LoggableText.From(text).ToString() : "-";
}
