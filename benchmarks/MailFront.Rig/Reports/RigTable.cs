using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MailFront.Rig.Population;

namespace MailFront.Rig.Reports;

/// <summary>The runs side by side: a row for each kind of login and server, a column for each attack.</summary>
internal static class RigTable
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>Writes the table. Of several runs of the same server and attack the last one counts.</summary>
    public static string Markdown(IReadOnlyList<JsonObject> runs)
    {
        var targets = runs.Select(Target).Distinct().ToList();
        var loads = runs.Select(Load).Distinct().ToList();
        var text = new StringBuilder();
        Head(text, "logins from known devices: OK, p50 / p99 / p99.9", loads);
        Rows(text, runs, targets, loads, AttackReport.Population);
        foreach (var (title, kind) in new[]
        {
            ("same password as before", nameof(LoginKind.Verified)), ("other right password", nameof(LoginKind.Known)), ("from new places", nameof(LoginKind.New)),
        })
        {
            text.AppendLine();
            Head(text, title + ": OK, p50 / p99 / p99.9", loads);
            Rows(text, runs, targets, loads, kind);
        }

        text.AppendLine();
        Head(text, "the server: questions to the checker for users + bots, bots connected, CPU s, PSS MiB", loads);
        foreach (var target in targets)
        {
            Row(text, target, loads.Select(load => Find(runs, target, load) is { } run ? Costs(run) : "-"));
        }

        return text.ToString();
    }

    private static string Target(JsonObject run) => run["target"]!.GetValue<string>();

    private static string Load(JsonObject run) => run["load"]!.GetValue<string>();

    private static JsonObject? Find(IReadOnlyList<JsonObject> runs, string target, string load) =>
        runs.LastOrDefault(run => Target(run) == target && Load(run) == load);

    private static void Head(StringBuilder text, string title, List<string> loads)
    {
        Row(text, title, loads);
        text.Append("|---|").AppendLine(string.Concat(loads.Select(_ => "---:|")));
    }

    private static void Rows(StringBuilder text, IReadOnlyList<JsonObject> runs, List<string> targets, List<string> loads, string kind)
    {
        foreach (var target in targets)
        {
            Row(text, target, loads.Select(load => Find(runs, target, load) is { } run ? Logins(run, kind) : "-"));
        }
    }

    private static void Row(StringBuilder text, string title, IEnumerable<string> cells) =>
        text.Append("| ").Append(title).Append(" | ").AppendJoin(" | ", cells).AppendLine(" |");

    private static string Logins(JsonObject run, string kind)
    {
        var numbers = run["kinds"]![kind]!.AsObject();
        var patience = run["patience"]!.GetValue<double>() * MillisecondsPerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{numbers["okPercent"]} % of {numbers["count"]}, {Time(numbers, "p50", patience)} / {Time(numbers, "p99", patience)} / {Time(numbers, "p999", patience)}");
    }

    private static string Time(JsonObject numbers, string name, double patience)
    {
        var milliseconds = numbers[name]!.GetValue<double>();
        return milliseconds >= patience ? "never"
            : milliseconds >= MillisecondsPerSecond ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / MillisecondsPerSecond:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
    }

    private static string Costs(JsonObject run)
    {
        var kinds = run["kinds"]!.AsObject();
        long Asked(params LoginKind[] names) => names.Sum(kind => kinds[kind.ToString()]!["asked"]!.GetValue<long>());
        var users = Asked(LoginKind.Verified, LoginKind.Known, LoginKind.New, LoginKind.Typo, LoginKind.Stale);
        return string.Create(CultureInfo.InvariantCulture, $"{users} + {Asked(LoginKind.Bot)}, {run["botConnections"]}, {run["cpuSeconds"]}, {run["pssMib"]}");
    }
}
