using System.Globalization;
using System.Text.Json;

namespace MailFront.Commands;

/// <summary>Prints answers of a running server for people.</summary>
internal static class CtlPrinter
{
    /// <summary>A table of classes, then one of endpoints.</summary>
    public static void PrintQueue(JsonElement answer)
    {
        var checkers = answer.GetProperty("checkers").EnumerateArray().ToList();
        Console.Out.WriteLine($"{"CHECKER",-16}{"CLASS",-10}{"WAITING",9}{"RUNNING",9}  ENDED");
        foreach (var checker in checkers)
        {
            foreach (var line in checker.GetProperty("classes").EnumerateArray())
            {
                var ended = line.GetProperty("ended").EnumerateObject().Where(end => end.Value.GetInt64() > 0).Select(end => $"{end.Name} {end.Value}");
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Text(checker, "name"),-16}{Text(line, "class"),-10}{line.GetProperty("waiting").GetInt32(),9}{line.GetProperty("running").GetInt32(),9}  {string.Join(", ", ended)}"));
            }
        }

        foreach (var checker in checkers)
        {
            foreach (var endpoint in checker.GetProperty("endpoints").EnumerateArray())
            {
                Console.Out.WriteLine(
                    $"{Text(checker, "name")} {Text(endpoint, "name")}: {endpoint.GetProperty("running")} of {endpoint.GetProperty("limit")} running, breaker {Text(endpoint, "breaker")}, {endpoint.GetProperty("failures")} failures");
            }
        }
    }

    /// <summary>One line for each subject.</summary>
    public static void PrintStatus(JsonElement answer)
    {
        Console.Out.WriteLine($"version      {Text(answer, "version")}");
        Console.Out.WriteLine($"uptime       {TimeSpan.FromSeconds(answer.GetProperty("uptimeSeconds").GetInt64()).ToString("c", CultureInfo.InvariantCulture)}");
        Console.Out.WriteLine($"listeners    {string.Join(' ', answer.GetProperty("listeners").EnumerateArray().Select(line => line.GetString()))}");
        foreach (var subject in (string[])["connections", "closed", "logins"])
        {
            var counts = answer.GetProperty(subject).EnumerateObject().Where(count => count.Value.GetInt64() > 0).Select(count => $"{count.Name} {count.Value}");
            Console.Out.WriteLine($"{subject,-13}{string.Join(", ", counts.DefaultIfEmpty("none"))}");
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? string.Empty;
}
