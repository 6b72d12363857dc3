using MailFront.Admin;
using MailFront.Admin.Metrics;

namespace MailFront.Lists;

/// <summary>Look-ups at DNS block lists.</summary>
internal sealed class BlocklistMetrics(Blocklists lists) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        text.Family("mailfront_dnsbl_lookups_total", "counter", "Addresses looked up at DNS block lists, by result.");
        foreach (var result in Enum.GetValues<BlocklistResult>())
        {
            text.Sample("mailfront_dnsbl_lookups_total", lists.Count(result), ("result", MetricNames.Of(result)));
        }
    }
}
