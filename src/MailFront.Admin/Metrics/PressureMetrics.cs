using MailFront.Defence.Pressure;

namespace MailFront.Admin.Metrics;

/// <summary>How near the process is to each of its limits.</summary>
public sealed class PressureMetrics(PressureGauge gauge) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var reading = gauge.Reading;
        text.Family("mailfront_pressure", "gauge", "Share of each scarce thing that is used, 0 to 1; kind=\"worst\" is what counts.");
        foreach (var kind in PressureReading.Kinds)
        {
            text.Sample("mailfront_pressure", Rounded(reading.LevelOf(kind)), ("kind", MetricNames.Of(kind)));
        }

        text.Sample("mailfront_pressure", Rounded(reading.Level), ("kind", "worst"));
    }

    private static double Rounded(float share) => Math.Round((double)share, 4);
}
