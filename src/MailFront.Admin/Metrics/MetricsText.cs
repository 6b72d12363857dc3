using System.Globalization;
using System.Text;
using MailFront.Admin.Queues;

namespace MailFront.Admin.Metrics;

/// <summary>Writes Prometheus' text format 0.0.4. Samples of a family follow its <see cref="Family"/> line.</summary>
public sealed class MetricsText
{
    /// <summary>The format's media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a family. <paramref name="type"/> is <c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public MetricsText Family(string name, string type, string help)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>One sample.</summary>
    public MetricsText Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        AppendLabels(labels, bound: null);
        _text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    /// <summary>The samples of a histogram.</summary>
    public MetricsText Histogram(string name, DurationView duration, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        long sum = 0;
        for (var i = 0; i < duration.Buckets.Count; i++)
        {
            sum += duration.Buckets[i];
            _text.Append(name).Append("_bucket");
            AppendLabels(labels, i < duration.Bounds.Count ? Number(duration.Bounds[i]) : "+Inf");
            _text.Append(' ').Append(Number(sum)).Append('\n');
        }

        Sample(name + "_sum", duration.Seconds, labels);
        return Sample(name + "_count", duration.Count, labels);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void AppendLabels(ReadOnlySpan<(string Name, string Value)> labels, string? bound)
    {
        var separator = '{';
        foreach (var (name, value) in labels)
        {
            _text.Append(separator).Append(name).Append("=\"");
            AppendEscaped(value);
            _text.Append('"');
            separator = ',';
        }

        if (bound is not null)
        {
            _text.Append(separator).Append("le=\"").Append(bound).Append('"');
            separator = ',';
        }

        if (separator == ',')
        {
            _text.Append('}');
        }
    }

    private void AppendEscaped(string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => _text.Append(@"\\"),
                '"' => _text.Append("\\\""),
                '\n' => _text.Append("\\n"),
                _ => _text.Append(c),
            };
        }
    }
}
