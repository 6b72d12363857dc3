using MailFront.Admin.Status;
using MailFront.Defence;
using MailFront.Sessions;

namespace MailFront.Admin.Metrics;

/// <summary>Connections and logins.</summary>
internal sealed class ServerMetrics(AdminRooms rooms) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        text.Family("mailfront_build_info", "gauge", "Version of the program.");
        text.Sample("mailfront_build_info", 1, ("version", rooms.Version));
        WriteConnections(text);
        WriteLogins(text);
    }

    private void WriteConnections(MetricsText text)
    {
        text.Family("mailfront_connections", "gauge", "Connections of clients now, by state.");
        var counts = ConnectionStates.Count(rooms.Connections);
        for (var state = 0; state < counts.Length; state++)
        {
            text.Sample("mailfront_connections", counts[state], ("state", MetricNames.Of((ConnectionState)state)));
        }

        text.Family("mailfront_connections_closed_total", "counter", "Connections closed, by reason.");
        foreach (var reason in Enum.GetValues<CloseReason>())
        {
            text.Sample("mailfront_connections_closed_total", rooms.Connections.ClosedFor(reason), ("reason", MetricNames.Of(reason)));
        }
    }

    private void WriteLogins(MetricsText text)
    {
        text.Family("mailfront_logins_total", "counter", "Logins, by protocol and outcome.");
        foreach (var (protocol, end, count) in rooms.Logins.Read())
        {
            text.Sample("mailfront_logins_total", count, ("protocol", MetricNames.Of(protocol)), ("outcome", MetricNames.Of(end)));
        }

        text.Family("mailfront_slow_logins_total", "counter", "Logins that took longer than mailfront_slow_login.");
        text.Sample("mailfront_slow_logins_total", rooms.Logins.Slow);
    }
}
