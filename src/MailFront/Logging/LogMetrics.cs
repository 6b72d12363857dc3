using MailFront.Admin.Metrics;

namespace MailFront.Logging;

/// <summary>What became of the log.</summary>
internal sealed class LogMetrics(Func<long> dropped) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        text.Family("mailfront_log_dropped_total", "counter", "Log lines dropped since the target was too slow.");
        text.Sample("mailfront_log_dropped_total", dropped());
    }
}
