using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MailFront.Load.Measuring;
using MailFront.Rig.Attack;
using MailFront.Rig.Population;

namespace MailFront.Rig.Reports;

/// <summary>One run as a line of JSON, and the same for people.</summary>
internal static class AttackReport
{
    /// <summary>The name of the users from known devices together.</summary>
    public const string Population = "Population";

    private const double KibPerMib = 1024;

    /// <summary>Everything that was measured. Times are in milliseconds.</summary>
    public static JsonObject Json(AttackResult result)
    {
        var options = result.Options;
        var kinds = new JsonObject { [Population] = Kind(result.Population, Asked(result, LoginKind.Verified) + Asked(result, LoginKind.Known)) };
        foreach (var (kind, record) in result.Kinds)
        {
            kinds[kind.ToString()] = Kind(record, Asked(result, kind));
        }

        return new JsonObject
        {
            ["target"] = options.Target,
            ["load"] = options.Load,
            ["seconds"] = options.Seconds,
            ["patience"] = options.PatienceSeconds,
            ["rate"] = options.Rate,
            ["bots"] = options.BotRate,
            ["seed"] = options.Seed,
            ["warmDevices"] = options.WarmDevices,
            ["warmupFailures"] = result.WarmupFailures,
            ["warmupSeconds"] = Math.Round(result.WarmupSeconds, 1),
            ["worstLagMs"] = Milliseconds(result.WorstLag),
            ["skipped"] = result.Skipped,
            ["botConnections"] = Math.Round(result.BotConnections, 1),
            ["cpuSeconds"] = Math.Round(result.Cpu.Measured, 2),
            ["generatorCpuSeconds"] = Math.Round(result.Cpu.Own, 2),
            ["foreignCores"] = Math.Round(result.Cpu.ForeignCores, 2),
            ["pssMib"] = Math.Round(result.Memory.Pss / KibPerMib, 1),
            ["checkerBusySeconds"] = Busy(result.SlowAuthAfter) - Busy(result.SlowAuthBefore),
            ["kinds"] = kinds,
        };
    }

    /// <summary>A Markdown table of one run.</summary>
    public static string Text(JsonObject run)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{run["target"]} {run["load"]}: {run["bots"]} guesses/s, window {run["seconds"]} s, warm-up {run["warmupSeconds"]} s ({run["warmupFailures"]} failed), worst lag {run["worstLagMs"]} ms, {run["skipped"]} skipped, {run["botConnections"]} bots connected, CPU {run["cpuSeconds"]} s (generator {run["generatorCpuSeconds"]}, others {run["foreignCores"]} cores), PSS {run["pssMib"]} MiB");
        text.AppendLine("| who | logins | OK % | temporary % | bad password % | no answer % | p50 ms | p99 ms | p99.9 ms | checker asked |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, node) in run["kinds"]!.AsObject())
        {
            var kind = node!.AsObject();

            // Who cannot hope for an OK is shown with the time to whatever was the answer.
            var times = name is nameof(LoginKind.Typo) or nameof(LoginKind.Stale) or nameof(LoginKind.Bot)
                ? $"{kind["answerP50"]} | {kind["answerP99"]} | -"
                : $"{kind["p50"]} | {kind["p99"]} | {kind["p999"]}";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {kind["count"]} | {kind["okPercent"]} | {kind["temporaryPercent"]} | {kind["badPercent"]} | {kind["silentPercent"]} | {times} | {kind["asked"]} |");
        }

        return text.ToString();
    }

    private static JsonObject Kind(KindRecord record, long asked)
    {
        double Percent(params LoginOutcome[] outcomes) => record.Count == 0 ? 0 : Math.Round(100.0 * outcomes.Sum(record.Of) / record.Count, 3);
        return new JsonObject
        {
            ["count"] = record.Count,
            ["okPercent"] = Percent(LoginOutcome.Ok),
            ["temporaryPercent"] = Percent(LoginOutcome.Temporary),
            ["badPercent"] = Percent(LoginOutcome.BadPassword),
            ["silentPercent"] = Percent(LoginOutcome.Closed, LoginOutcome.TimedOut, LoginOutcome.NotConnected),
            ["leftPercent"] = Percent(LoginOutcome.Left),
            ["closed"] = record.Of(LoginOutcome.Closed),
            ["timedOut"] = record.Of(LoginOutcome.TimedOut),
            ["notConnected"] = record.Of(LoginOutcome.NotConnected),
            ["p50"] = Milliseconds(record.ToOk.Percentile(0.5)),
            ["p99"] = Milliseconds(record.ToOk.Percentile(0.99)),
            ["p999"] = Milliseconds(record.ToOk.Percentile(0.999)),
            ["answerP50"] = Milliseconds(record.ToAnswer.Percentile(0.5)),
            ["answerP99"] = Milliseconds(record.ToAnswer.Percentile(0.99)),
            ["asked"] = asked,
        };
    }

    private static double Milliseconds(long nanoseconds) => Math.Round(nanoseconds / (double)LoadClock.Millisecond, 2);

    private static long Asked(AttackResult result, LoginKind kind) => Asked(result.SlowAuthAfter, kind) - Asked(result.SlowAuthBefore, kind);

    private static long Asked(JsonObject? counts, LoginKind kind) => counts?["asked"]?[kind.ToString()]?.GetValue<long>() ?? 0;

    private static double Busy(JsonObject? counts) => counts?["busySeconds"]?.GetValue<double>() ?? 0;
}
