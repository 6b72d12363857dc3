using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MailFront.Load.Measuring;
using MailFront.Load.Runs;

namespace MailFront.Load.Reports;

/// <summary>A result as text for people and as JSON for the comparison.</summary>
internal static class RunReport
{
    private static readonly (string Name, double Share)[] _percentiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)];

    /// <summary>A table of two columns.</summary>
    public static string Text(RunResult result)
    {
        var lines = new List<(string, string)>
        {
            ("run", Describe(result.Options)),
            ("operations / failures", $"{result.Recorder.AllOperations} / {result.Recorder.Failed}"),
        };
        lines.AddRange(result.Recorder.Failures.Select(f => ($"  {f.Key}", f.Value.ToString(CultureInfo.InvariantCulture))));
        if (!result.IsHeld)
        {
            lines.AddRange(Speed(result));
        }

        if (result.Options.Rate > 0)
        {
            lines.Add(("worst late start ms", Format(result.Recorder.WorstLag / (double)LoadClock.Millisecond)));
        }

        lines.Add(("CPU of others, cores", Format(result.Cpu.ForeignCores)));
        if (result.StubLogins is { } stub)
        {
            lines.Add(("logins here / at the stub", $"{result.Recorder.Logins} / {stub}"));
        }

        if (result.IsHeld)
        {
            var growth = result.MemoryHeld.Since(result.MemoryBefore);
            lines.Add(("held / verified", $"{result.Held} / {result.Verified}, opened in {Format(result.SetupSeconds)} s"));
            lines.Add(("KiB per session", $"PSS {PerSession(growth.Pss, result)}  RSS {PerSession(growth.Rss, result)}  anonymous {PerSession(growth.Anonymous, result)}"));
            lines.Add(("CPU of the server while held, cores", Format(result.Cpu.Measured / result.WindowSeconds)));
            lines.Add(("PSS KiB before / held", $"{result.MemoryBefore.Pss} / {result.MemoryHeld.Pss}"));
        }

        var width = lines.Max(l => l.Item1.Length);
        var text = new StringBuilder();
        foreach (var (name, value) in lines)
        {
            text.Append(name.PadRight(width)).Append("  ").AppendLine(value);
        }

        return text.ToString();
    }

    /// <summary>One JSON object with the labels of the caller.</summary>
    public static JsonObject Json(RunResult result, IReadOnlyDictionary<string, string> labels)
    {
        var json = new JsonObject();
        foreach (var (name, value) in labels)
        {
            json[name] = value;
        }

        json["kind"] = result.Options.Kind.ToString();
        json["protocol"] = result.Options.Client.Protocol.ToString();
        json["tls"] = result.Options.Client.Tls.ToString();
        json["connections"] = result.Options.Connections;
        json["offered_rate"] = result.Options.Rate;
        json["clean"] = result.IsClean;
        json["rate"] = result.Rate;
        json["operations"] = result.Recorder.AllOperations;
        json["failed"] = result.Recorder.Failed;
        json["failures"] = new JsonObject(result.Recorder.Failures.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));
        foreach (var (name, milliseconds) in Latencies(result))
        {
            json[$"{name}_ms"] = milliseconds;
        }

        json["late_start_ms"] = result.Recorder.WorstLag / (double)LoadClock.Millisecond;
        json["cpu"] = result.CpuPerUnit;
        json["generator_cpu"] = result.OwnCpuPerUnit;
        json["foreign_cores"] = result.Cpu.ForeignCores;
        json["logins"] = result.Recorder.Logins;
        json["stub_logins"] = result.StubLogins;
        if (result.IsHeld)
        {
            var growth = result.MemoryHeld.Since(result.MemoryBefore);
            json["held"] = result.Held;
            json["held_cores"] = result.Cpu.Measured / result.WindowSeconds;
            json["verified"] = result.Verified;
            json["setup_s"] = result.SetupSeconds;
            json["pss_before_kib"] = result.MemoryBefore.Pss;
            json["pss_kib"] = result.MemoryHeld.Pss;
            json["rss_kib"] = result.MemoryHeld.Rss;
            json["pss_per_session_kib"] = result.Held > 0 && result.Options.Pids.Count > 0 ? growth.Pss / (double)result.Held : null;
            json["anonymous_per_session_kib"] = result.Held > 0 && result.Options.Pids.Count > 0 ? growth.Anonymous / (double)result.Held : null;
        }

        return json;
    }

    private static IEnumerable<(string Name, string Value)> Speed(RunResult result)
    {
        var isRelay = result.Options.Kind == RunKind.Relay;
        yield return (isRelay ? "MB/s" : "operations/s", Format(result.Rate));
        yield return ("latency ms", string.Join("  ", Latencies(result).Select(l => $"{l.Name} {Format(l.Milliseconds)}")));
        yield return ($"CPU s per {(isRelay ? "GB" : "1,000")}", $"server {Format(result.CpuPerUnit)}  generator {Format(result.OwnCpuPerUnit)}");
    }

    private static string Describe(RunOptions options)
    {
        var loop = options.Rate > 0 ? $"open loop, {options.Rate.ToString(CultureInfo.InvariantCulture)}/s" : "closed loop";
        return $"{options.Kind} {options.Client.Protocol} {options.Client.Tls} {options.Client.Server}, {options.Connections} connections, {loop}"
            + (options.Kib > 0 ? $", {options.Kib} KiB" : "");
    }

    private static IEnumerable<(string Name, double Milliseconds)> Latencies(RunResult result)
    {
        foreach (var (name, share) in _percentiles)
        {
            yield return (name, result.Recorder.Latency.Percentile(share) / (double)LoadClock.Millisecond);
        }

        yield return ("max", result.Recorder.Latency.Max / (double)LoadClock.Millisecond);
    }

    private static string PerSession(long kib, RunResult result) => result.Held == 0 ? "-" : Format(kib / (double)result.Held);

    private static string Format(double? value) => value?.ToString("#,##0.###", CultureInfo.InvariantCulture) ?? "-";
}
