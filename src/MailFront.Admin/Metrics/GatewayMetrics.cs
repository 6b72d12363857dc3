using MailFront.Authentication;

namespace MailFront.Admin.Metrics;

/// <summary>What the gateway answered without asking a checker.</summary>
public sealed class GatewayMetrics(Func<GatewayCounters> counters) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = counters();
        text.Family("mailfront_verifier_hits_total", "counter", "Logins answered by a remembered verdict.");
        text.Sample("mailfront_verifier_hits_total", now.Verifiers.RightHits, ("answer", "right"));
        text.Sample("mailfront_verifier_hits_total", now.Verifiers.WrongHits, ("answer", "wrong"));
        text.Family("mailfront_verifier_rechecks_total", "counter", "Remembered wrong passwords that were asked about again.");
        text.Sample("mailfront_verifier_rechecks_total", now.Verifiers.Rechecks);
        text.Family("mailfront_verifier_entries", "gauge", "Verdicts remembered now.");
        text.Sample("mailfront_verifier_entries", now.Verifiers.RightEntries, ("answer", "right"));
        text.Sample("mailfront_verifier_entries", now.Verifiers.WrongEntries, ("answer", "wrong"));
        text.Family("mailfront_verifier_evictions_total", "counter", "Verdicts that made room for newer ones before their time.");
        text.Sample("mailfront_verifier_evictions_total", now.Verifiers.RightEvictions, ("answer", "right"));
        text.Sample("mailfront_verifier_evictions_total", now.Verifiers.WrongEvictions, ("answer", "wrong"));
        text.Family("mailfront_coalesced_total", "counter", "Questions that shared the call of an identical one.");
        text.Sample("mailfront_coalesced_total", now.Shared);
        text.Family("mailfront_questions_under_way", "gauge", "Distinct questions with the checkers now.");
        text.Sample("mailfront_questions_under_way", now.UnderWay);
    }
}
