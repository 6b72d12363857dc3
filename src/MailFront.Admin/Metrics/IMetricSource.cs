namespace MailFront.Admin.Metrics;

/// <summary>A part of the server that has something to show by <c>/metrics</c>.</summary>
public interface IMetricSource
{
    /// <summary>Writes its families of samples as they are now. Called from several threads.</summary>
    void Write(MetricsText text);
}
