using MailFront.Admin.Metrics;
using MailFront.Defence.Lists;

namespace MailFront.Admin.Lists;

/// <summary>Lists and bans.</summary>
public sealed class ListMetrics(AccessLists lists) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        text.Family("mailfront_bans", "gauge", "Bans in force, by what is banned.");
        text.Sample("mailfront_bans", lists.Bans.Networks, ("kind", "address"));
        text.Sample("mailfront_bans", lists.Bans.Users, ("kind", "user"));
        text.Family("mailfront_bans_displaced_total", "counter", "Bans that made room for others before they had expired.");
        text.Sample("mailfront_bans_displaced_total", lists.Bans.Displaced);
        text.Family("mailfront_denied_total", "counter", "Connections and logins that a list kept out, by list.");
        foreach (var kind in Enum.GetValues<ListKind>())
        {
            text.Sample("mailfront_denied_total", lists.Hits(kind), ("list", MetricNames.Of(kind)));
        }
    }
}
