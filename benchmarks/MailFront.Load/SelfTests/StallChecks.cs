using MailFront.Load.Measuring;
using MailFront.Load.Runs;

namespace MailFront.Load.SelfTests;

/// <summary>Servers that are slow: the waiting must be in the percentiles, whoever waited.</summary>
internal sealed class StallChecks(SelfTest test, TimeProvider time)
{
    private const long PauseMilliseconds = 400;

    private readonly LoadClock _clock = new(time);

    /// <summary>Runs the checks.</summary>
    public async Task RunAsync()
    {
        using (var silent = new ScriptedServer(async peer => await peer.HearAsync()))
        {
            var result = await test.MeasureAsync(RunKind.Login, silent.Endpoint, "--rate", "50", "--timeout", "0.5", "--connections", "200");
            var fastest = result.Recorder.Latency.Percentile(0);
            test.Check("a server that never greets costs every login the whole timeout",
                result.Recorder is { AllOperations: 0, Failed: > 5 } && result.Recorder.Failures.Keys.SequenceEqual(["Greeting.Timeout"]) && fastest >= 498 * LoadClock.Millisecond,
                $"{SelfTest.Found(result)}, fastest {fastest} ns");
            var full = await test.MeasureAsync(RunKind.Login, silent.Endpoint, "--rate", "100", "--timeout", "0.5", "--connections", "2");
            test.Check("arrivals that find no free connection count as timeouts too",
                full.Recorder.Failures.ContainsKey("Connect.Overload") && full.Recorder.Latency.Percentile(0) >= 498 * LoadClock.Millisecond, SelfTest.Found(full));
        }

        // The server pauses for 400 ms of 1.2 s: a third of the arrivals wait, 200 ms on average. A closed loop of one connection
        // sees one slow login only; an open loop must see them all.
        var open = await PausedAsync("--rate", "200", "--connections", "1000", "--time", "1.2", "--timeout", "20");
        var p90 = open.Recorder.Latency.Percentile(0.9) / LoadClock.Millisecond;
        test.Check("an open loop reports a pause of the server for everybody who arrived in it", open.IsClean && p90 > 200, $"p90 {p90} ms, {SelfTest.Found(open)}");
        var closed = await PausedAsync("--connections", "1", "--time", "1.2");
        var closedMedian = closed.Recorder.Latency.Percentile(0.5) / LoadClock.Millisecond;
        test.Check("the same pause hardly shows in a closed loop, which is why latencies come from the open one", closedMedian < 100, $"p50 {closedMedian} ms");
    }

    private async Task<RunResult> PausedAsync(params string[] arguments)
    {
        var began = _clock.Now;
        var pauseStart = began + PauseMilliseconds * LoadClock.Millisecond;
        var pauseEnd = pauseStart + PauseMilliseconds * LoadClock.Millisecond;
        using var server = new ScriptedServer(async peer =>
        {
            if (_clock.Now >= pauseStart)
            {
                await _clock.UntilAsync(pauseEnd, CancellationToken.None);
            }

            await peer.SayLineAsync("* OK ready");
            await peer.AnswerAsync("OK in");
            await peer.AnswerAsync("OK out");
        });
        return await test.MeasureAsync(RunKind.Login, server.Endpoint, arguments);
    }
}
