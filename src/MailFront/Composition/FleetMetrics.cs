using MailFront.Admin.Metrics;
using MailFront.Postgres.Fleet;

namespace MailFront.Composition;

/// <summary>The exchange between nodes.</summary>
internal sealed class FleetMetrics(Func<FleetCounters> counters) : IMetricSource
{
    /// <summary>None when the node works alone.</summary>
    public static IEnumerable<IMetricSource> Of(FleetMembership? fleet) => fleet is null ? [] : [new FleetMetrics(() => fleet.Counters)];

    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = counters();
        text.Family("mailfront_fleet_connected", "gauge", "Whether the database between the nodes answers.");
        text.Sample("mailfront_fleet_connected", now.IsConnected ? 1 : 0);
        text.Family("mailfront_fleet_batches_total", "counter", "Batches of news between the nodes.");
        text.Sample("mailfront_fleet_batches_total", now.Sent, ("end", "sent"));
        text.Sample("mailfront_fleet_batches_total", now.Received, ("end", "received"));
        text.Sample("mailfront_fleet_batches_total", now.Rejected, ("end", "rejected"));
        text.Family("mailfront_fleet_dropped_total", "counter", "Pieces of news that made room for newer ones.");
        text.Sample("mailfront_fleet_dropped_total", now.Dropped);
    }
}
