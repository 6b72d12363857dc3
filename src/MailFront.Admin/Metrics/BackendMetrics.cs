using MailFront.Admin.Backends;

namespace MailFront.Admin.Metrics;

/// <summary>The backends and their login budgets.</summary>
public sealed class BackendMetrics(Func<IReadOnlyList<BackendView>> backends) : IMetricSource
{
    private static readonly string[] _states = ["steady", "down", "returning"];

    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = backends();
        text.Family("mailfront_backend_state", "gauge", "1 for the state each backend is in.");
        foreach (var backend in now)
        {
            foreach (var state in _states)
            {
                text.Sample("mailfront_backend_state", backend.State == state ? 1 : 0, ("backend", backend.Name), ("state", state));
            }
        }

        Write(text, now, "mailfront_backend_sessions", "gauge", "Sessions at each backend now.", backend => backend.Sessions);
        Write(text, now, "mailfront_backend_logins_running", "gauge", "Logins under way at each backend now.", backend => backend.Running);
        Write(text, now, "mailfront_backend_logins_waiting", "gauge", "Logins that wait for their turn at each backend now.", backend => backend.Waiting);
        Write(text, now, "mailfront_backend_logins_total", "counter", "Logins begun at each backend.", backend => backend.Logins);
        Write(text, now, "mailfront_backend_login_failures_total", "counter", "Of these, not through.", backend => backend.Failed);
        Write(text, now, "mailfront_backend_logins_held_total", "counter", "Logins that had to wait for their turn.", backend => backend.Held);
        Write(text, now, "mailfront_backend_logins_refused_total", "counter", "Logins that got no turn.", backend => backend.Refused);
        Write(text, now, "mailfront_backend_out_of_ports_total", "counter", "Logins that this machine had no free port for.", backend => backend.OutOfPorts);
        Write(text, now, "mailfront_backend_disconnects_spread_total", "counter", "Sessions whose clients were let go one after the other.", backend => backend.Spread);
    }

    private static void Write(
        MetricsText text, IReadOnlyList<BackendView> backends, string name, string type, string help, Func<BackendView, double> value)
    {
        text.Family(name, type, help);
        foreach (var backend in backends)
        {
            text.Sample(name, value(backend), ("backend", backend.Name));
        }
    }
}
