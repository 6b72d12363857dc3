using MailFront.Transport.Handshakes;

namespace MailFront.Admin.Metrics;

/// <summary>TLS handshakes: who computes, who waits, who got no turn.</summary>
public sealed class HandshakeMetrics(HandshakeGate gate) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = gate.Counters;
        text.Family("mailfront_handshakes_computing", "gauge", "TLS handshakes that compute now.");
        text.Sample("mailfront_handshakes_computing", now.Computing);
        text.Family("mailfront_handshakes_waiting", "gauge", "TLS handshakes that wait for their turn to compute.");
        foreach (var each in now.Classes)
        {
            text.Sample("mailfront_handshakes_waiting", each.Waiting, ("class", MetricNames.Of(each.Class)));
        }

        text.Family("mailfront_handshake_turns_total", "counter", "Turns of TLS handshakes, by how they ended: computed, refused by a full line, or expired in it.");
        foreach (var each in now.Classes)
        {
            text.Sample("mailfront_handshake_turns_total", each.Turns, ("class", MetricNames.Of(each.Class)), ("end", "computed"));
            text.Sample("mailfront_handshake_turns_total", each.Refused, ("class", MetricNames.Of(each.Class)), ("end", "refused"));
            text.Sample("mailfront_handshake_turns_total", each.Expired, ("class", MetricNames.Of(each.Class)), ("end", "expired"));
        }
    }
}
