using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MailFront.Load.Reports;

/// <summary>
/// Samples of several targets side by side. A ratio is taken within one round, where the targets were visited one after the other,
/// and the median of these ratios is shown: what the machine did between the rounds cancels out.
/// </summary>
internal sealed class ComparisonTable
{
    private readonly IReadOnlyList<JsonObject> _samples;
    private readonly string _reference;
    private readonly List<string> _targets;
    private readonly StringBuilder _text = new();

    private ComparisonTable(IReadOnlyList<JsonObject> samples, string reference)
    {
        _samples = samples;
        _reference = reference;
        _targets = [.. samples.Select(s => Label(s, "target")).Distinct()];
    }

    /// <summary>The samples (labels: metric, target, round) as Markdown tables.</summary>
    public static string Markdown(IReadOnlyList<JsonObject> samples, string reference) => new ComparisonTable(samples, reference).Write();

    private static string Label(JsonObject sample, string name) => sample[name]?.GetValue<string>() ?? "-";

    private static double? Number(JsonObject? sample, string name) => sample?[name]?.GetValue<double>();

    private static double? Median(IEnumerable<double?> values)
    {
        var sorted = values.Where(v => v is not null).Select(v => v!.Value).Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Format(double? value) => value switch
    {
        null => "-",
        >= 100 => value.Value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Unit(string kind) => kind switch
    {
        "Login" => "logins/s",
        "Ping" => "requests/s",
        _ => "MB/s",
    };

    private string Write()
    {
        Head("Measure");
        foreach (var metric in _samples.GroupBy(s => Label(s, "metric")))
        {
            var kind = Label(metric.First(), "kind");
            if (kind == "Hold")
            {
                Row($"**{metric.Key}**, PSS per session, KiB", target => WithRatio([.. metric], target, "pss_per_session_kib"));
                Row($"{metric.Key}, all PSS / sessions, KiB", target => Format(Median(Of([.. metric], target).Select(s => Number(s, "pss_kib") / Number(s, "held")))));
            }
            else if (Number(metric.First(), "offered_rate") > 0)
            {
                var rate = Number(metric.First(), "offered_rate");
                Row($"**{metric.Key}**, {rate}/s offered, p50 / p99 / p99.9 ms", target => Values([.. metric], target, "p50_ms", "p99_ms", "p99.9_ms"));
            }
            else
            {
                Row($"**{metric.Key}**, {Unit(kind)}", target => WithRatio([.. metric], target, "rate"));
                Row($"{metric.Key}, CPU s per {(kind == "Relay" ? "GB" : "1,000")}", target => WithRatio([.. metric], target, "cpu"));
                Row($"{metric.Key}, p50 / p99 ms", target => Values([.. metric], target, "p50_ms", "p99_ms"));
            }
        }

        _text.AppendLine();
        _text.AppendLine(CultureInfo.InvariantCulture, $"Median of {_samples.Select(s => Label(s, "round")).Distinct().Count()} rounds; ×: against {_reference} within the same round, median. `!`: a sample had failures.");
        var noise = _samples.Select(s => Number(s, "foreign_cores")).ToList();
        _text.AppendLine(CultureInfo.InvariantCulture, $"CPU used by others during the samples: median {Format(Median(noise))}, worst {Format(noise.Max())} cores of {Environment.ProcessorCount}.");
        foreach (var sample in _samples.Where(IsDirty))
        {
            _text.AppendLine(CultureInfo.InvariantCulture, $"- {Label(sample, "metric")} {Label(sample, "target")} round {Label(sample, "round")}: {sample["failures"]?.ToJsonString()} logins {sample["logins"]}, at the backend {sample["stub_logins"]}, held {sample["held"]}, verified {sample["verified"]}");
        }

        return _text.ToString();
    }

    private static bool IsDirty(JsonObject sample) => sample["clean"]?.GetValue<bool>() != true;

    private static IEnumerable<JsonObject> Of(IReadOnlyList<JsonObject> samples, string target) => samples.Where(s => Label(s, "target") == target);

    private static string Mark(IReadOnlyList<JsonObject> samples, string target) => Of(samples, target).Any(IsDirty) ? "!" : "";

    private static string Values(IReadOnlyList<JsonObject> samples, string target, params string[] names) =>
        Of(samples, target).Any()
            ? string.Join(" / ", names.Select(n => Format(Median(Of(samples, target).Select(s => Number(s, n)))))) + Mark(samples, target)
            : "-";

    private string WithRatio(IReadOnlyList<JsonObject> samples, string target, string name)
    {
        var value = Median(Of(samples, target).Select(s => Number(s, name)));
        if (value is null)
        {
            return "-";
        }

        var ratio = Median(Of(samples, target).Select(s =>
            Number(s, name) / Number(Of(samples, _reference).FirstOrDefault(r => Label(r, "round") == Label(s, "round")), name)));
        return $"{Format(value)}{Mark(samples, target)} (×{Format(ratio)})";
    }

    private void Head(string first)
    {
        _text.Append("| ").Append(first).Append(" |").AppendJoin('|', _targets.Select(t => $" {t} ")).AppendLine("|");
        _text.Append("|---|").AppendJoin('|', _targets.Select(_ => "---:")).AppendLine("|");
    }

    private void Row(string name, Func<string, string> cell) =>
        _text.Append("| ").Append(name).Append(" |").AppendJoin('|', _targets.Select(t => $" {cell(t)} ")).AppendLine("|");
}
