using MailFront.Admin.Queues;

namespace MailFront.Admin.Metrics;

/// <summary>The checkers and the queues before them, by class.</summary>
internal sealed class CheckerMetrics(Func<IReadOnlyList<CheckerView>> checkers) : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var lines = (from checker in checkers() from line in checker.Classes select (checker.Name, Line: line)).ToList();
        var endpoints = (from checker in checkers() from endpoint in checker.Endpoints select (checker.Name, Endpoint: endpoint)).ToList();
        text.Family("mailfront_checker_waiting", "gauge", "Password questions in line now.");
        foreach (var (name, line) in lines)
        {
            text.Sample("mailfront_checker_waiting", line.Waiting, ("checker", name), ("class", line.Class));
        }

        text.Family("mailfront_checker_running", "gauge", "Password questions with the checker now.");
        foreach (var (name, line) in lines)
        {
            text.Sample("mailfront_checker_running", line.Running, ("checker", name), ("class", line.Class));
        }

        text.Family("mailfront_checker_questions_total", "counter", "Password questions, by how they ended.");
        foreach (var (name, line) in lines)
        {
            foreach (var (end, count) in line.Ended)
            {
                text.Sample("mailfront_checker_questions_total", count, ("checker", name), ("class", line.Class), ("end", end));
            }
        }

        WriteDurations(text, lines);
        WriteEndpoints(text, endpoints);
    }

    private static void WriteDurations(MetricsText text, List<(string Name, ClassView Line)> lines)
    {
        const string Wait = "mailfront_checker_wait_seconds";
        const string Run = "mailfront_checker_run_seconds";
        if (lines.Exists(pair => pair.Line.Wait is not null))
        {
            text.Family(Wait, "histogram", "Time in line of questions that were asked.");
            foreach (var (name, line) in lines.Where(pair => pair.Line.Wait is not null))
            {
                text.Histogram(Wait, line.Wait!, ("checker", name), ("class", line.Class));
            }
        }

        var runs = lines.SelectMany(pair => new[] { (pair.Name, pair.Line.Class, "success", pair.Line.RunSuccess), (pair.Name, pair.Line.Class, "failure", pair.Line.RunFailure) })
            .Where(run => run.Item4 is not null)
            .ToList();
        if (runs.Count > 0)
        {
            text.Family(Run, "histogram", "Time the checker took.");
            foreach (var (name, loginClass, result, duration) in runs)
            {
                text.Histogram(Run, duration!, ("checker", name), ("class", loginClass), ("result", result));
            }
        }
    }

    private static void WriteEndpoints(MetricsText text, List<(string Name, EndpointView Endpoint)> endpoints)
    {
        text.Family("mailfront_checker_limit", "gauge", "Questions an endpoint is asked at once.");
        foreach (var (name, endpoint) in endpoints)
        {
            text.Sample("mailfront_checker_limit", endpoint.Limit, ("checker", name), ("endpoint", endpoint.Name));
        }

        text.Family("mailfront_checker_breaker", "gauge", "1 for the state of an endpoint's breaker.");
        foreach (var (name, endpoint) in endpoints)
        {
            foreach (var state in (string[])["closed", "open", "half_open"])
            {
                text.Sample(
                    "mailfront_checker_breaker", endpoint.Breaker == state ? 1 : 0, ("checker", name), ("endpoint", endpoint.Name), ("state", state));
            }
        }

        text.Family("mailfront_checker_failures_total", "counter", "Questions in which an endpoint could not answer.");
        foreach (var (name, endpoint) in endpoints)
        {
            text.Sample("mailfront_checker_failures_total", endpoint.Failures, ("checker", name), ("endpoint", endpoint.Name));
        }
    }
}
