using MailFront.Admin.Metrics;

namespace MailFront.Decisions;

/// <summary>What went into the decision log and what did not.</summary>
internal sealed class DecisionMetrics(DecisionLog log) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = log.Counters;
        text.Family("mailfront_decisions_total", "counter", "Records of the defence written to the decision log.");
        text.Sample("mailfront_decisions_total", now.Written);
        text.Family("mailfront_decisions_dropped_total", "counter", "Records that are missing in the decision log.");
        text.Sample("mailfront_decisions_dropped_total", now.DroppedFull, ("why", "slow"));
        text.Sample("mailfront_decisions_dropped_total", now.DroppedUnwritten, ("why", "unwritten"));
    }
}
