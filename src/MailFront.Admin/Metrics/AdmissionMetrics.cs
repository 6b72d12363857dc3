using MailFront.Defence;

namespace MailFront.Admin.Metrics;

/// <summary>How full the server is, and who had to go for whom.</summary>
public sealed class AdmissionMetrics(DefenceEngine engine) : IMetricSource
{
    private static readonly VerdictReason[] _caps = [VerdictReason.ConnectionsFull, VerdictReason.PreLoginFull, VerdictReason.ServiceFull];

    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var counts = engine.Lobby.Counts();
        var options = engine.Options;
        text.Family("mailfront_connections_cap", "gauge", "Most connections (mailfront_max_connections as resolved).");
        text.Sample("mailfront_connections_cap", options.MaxConnections);
        text.Family("mailfront_prelogin_cap", "gauge", "Most connections that are not logged in (mailfront_max_prelogin as resolved).");
        text.Sample("mailfront_prelogin_cap", options.MaxPreLoginConnections);
        text.Family("mailfront_prelogin_connections", "gauge", "Connections that are not logged in; those told to go are not counted.");
        text.Sample("mailfront_prelogin_connections", counts.PreLogin);
        text.Family("mailfront_evicted_total", "counter", "Connections that had to go for a newcomer, by the cap that was reached.");
        foreach (var cap in _caps)
        {
            text.Sample("mailfront_evicted_total", counts.Evicted.GetValueOrDefault(cap), ("reason", MetricNames.Of(cap)));
        }

        text.Family("mailfront_refused_total", "counter", "Newcomers that were refused or reset, by reason.");
        foreach (var (reason, count) in counts.Refused)
        {
            text.Sample("mailfront_refused_total", count, ("reason", MetricNames.Of(reason)));
        }
    }
}
