using MailFront.Admin.Queues;

namespace MailFront.Admin.Metrics;

/// <summary>Systems that are asked for logins and the lines before them, by class.</summary>
/// <param name="name">What they are, in the names of the families and as the label that tells them apart: <c>checker</c>.</param>
/// <param name="questions">What they are asked, in words.</param>
/// <param name="asked">How they are now.</param>
public sealed class LaneMetrics(string name, string questions, Func<IReadOnlyList<CheckerView>> asked) : IMetricSource
{
    private readonly string _waiting = $"mailfront_{name}_waiting";
    private readonly string _running = $"mailfront_{name}_running";
    private readonly string _questions = $"mailfront_{name}_questions_total";
    private readonly string _wait = $"mailfront_{name}_wait_seconds";
    private readonly string _run = $"mailfront_{name}_run_seconds";
    private readonly string _limit = $"mailfront_{name}_limit";
    private readonly string _breaker = $"mailfront_{name}_breaker";
    private readonly string _failures = $"mailfront_{name}_failures_total";

    /// <inheritdoc/>
    public void Write(MetricsText text)
    {
        var now = asked();
        var lines = (from checker in now from line in checker.Classes select (checker.Name, Line: line)).ToList();
        var endpoints = (from checker in now from endpoint in checker.Endpoints select (checker.Name, Endpoint: endpoint)).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Family(_waiting, "gauge", $"{questions} in line now.");
        foreach (var (system, line) in lines)
        {
            text.Sample(_waiting, line.Waiting, (name, system), ("class", line.Class));
        }

        text.Family(_running, "gauge", $"{questions} being answered now.");
        foreach (var (system, line) in lines)
        {
            text.Sample(_running, line.Running, (name, system), ("class", line.Class));
        }

        text.Family(_questions, "counter", $"{questions}, by how they ended.");
        foreach (var (system, line) in lines)
        {
            foreach (var (end, count) in line.Ended)
            {
                text.Sample(_questions, count, (name, system), ("class", line.Class), ("end", end));
            }
        }

        WriteDurations(text, lines);
        WriteEndpoints(text, endpoints);
    }

    private void WriteDurations(MetricsText text, List<(string Name, ClassView Line)> lines)
    {
        if (lines.Exists(pair => pair.Line.Wait is not null))
        {
            text.Family(_wait, "histogram", "Time in line of questions that were asked.");
            foreach (var (system, line) in lines.Where(pair => pair.Line.Wait is not null))
            {
                text.Histogram(_wait, line.Wait!, (name, system), ("class", line.Class));
            }
        }

        var runs = lines.SelectMany(pair => new[] { (pair.Name, pair.Line.Class, "success", pair.Line.RunSuccess), (pair.Name, pair.Line.Class, "failure", pair.Line.RunFailure) })
            .Where(run => run.Item4 is not null)
            .ToList();
        if (runs.Count > 0)
        {
            text.Family(_run, "histogram", "Time the answer took.");
            foreach (var (system, loginClass, result, duration) in runs)
            {
                text.Histogram(_run, duration!, (name, system), ("class", loginClass), ("result", result));
            }
        }
    }

    private void WriteEndpoints(MetricsText text, List<(string Name, EndpointView Endpoint)> endpoints)
    {
        text.Family(_limit, "gauge", "Questions an endpoint is asked at once.");
        foreach (var (system, endpoint) in endpoints)
        {
            text.Sample(_limit, endpoint.Limit, (name, system), ("endpoint", endpoint.Name));
        }

        text.Family(_breaker, "gauge", "1 for the state of an endpoint's breaker.");
        foreach (var (system, endpoint) in endpoints)
        {
            foreach (var state in (string[])["closed", "open", "half_open"])
            {
                text.Sample(
                    _breaker, endpoint.Breaker == state ? 1 : 0, (name, system), ("endpoint", endpoint.Name), ("state", state));
            }
        }

        text.Family(_failures, "counter", "Questions in which an endpoint could not answer.");
        foreach (var (system, endpoint) in endpoints)
        {
            text.Sample(_failures, endpoint.Failures, (name, system), ("endpoint", endpoint.Name));
        }
    }
}
