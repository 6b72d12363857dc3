using MailFront.Defence.Login;

namespace MailFront.Admin.Metrics;

/// <summary>The memory of past logins, and the alarm.</summary>
public sealed class EvidenceMetrics(Func<EvidenceCounters> counters) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = counters();
        text.Family("mailfront_alarm", "gauge", "1 while a botnet is at work.");
        text.Sample("mailfront_alarm", now.IsAlarmed ? 1 : 0);
        text.Family("mailfront_alarms_total", "counter", "How often the alarm was raised.");
        text.Sample("mailfront_alarms_total", now.Alarms);
        text.Family("mailfront_evidence_records", "gauge", "Records of past logins, by table.");
        foreach (var table in now.Tables)
        {
            text.Sample("mailfront_evidence_records", table.Records, ("table", table.Name));
        }

        text.Family("mailfront_evidence_evictions_total", "counter", "Records that made room while they still meant something.");
        foreach (var table in now.Tables)
        {
            text.Sample("mailfront_evidence_evictions_total", table.Evictions, ("table", table.Name));
        }

        text.Family("mailfront_evidence_bytes", "gauge", "What the tables take at most.");
        text.Sample("mailfront_evidence_bytes", now.Octets);
    }
}
