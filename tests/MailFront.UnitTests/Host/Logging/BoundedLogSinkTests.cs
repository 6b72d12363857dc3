using MailFront.Logging;
using Serilog.Events;
using Serilog.Parsing;

namespace MailFront.UnitTests.Host.Logging;

public sealed class BoundedLogSinkTests
{
    [Fact]
    public void A_target_that_hangs_costs_lines_and_never_the_caller()
    {
        using var target = new HangingTarget();
        var sink = new BoundedLogSink(new LineFormat(json: false, null, "fe1"), target);
        sink.Emit(Event("first"));
        target.Reached.Wait();

        for (var i = 0; i < BoundedLogSink.Capacity + 10; i++)
        {
            sink.Emit(Event("more"));
        }

        Assert.Equal(10, sink.Dropped);
        target.Release.Set();
        sink.Dispose();
        Assert.Contains(target.Lines, line => line.StartsWith("10 log lines were dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_flood_delays_a_reopening_by_256_lines_at_most()
    {
        using var target = new HangingTarget();
        var sink = new BoundedLogSink(new LineFormat(json: false, null, "fe1"), target);
        sink.Emit(Event("first"));
        target.Reached.Wait();
        for (var i = 0; i < 4 * BoundedLogSink.LinesBetweenChecks; i++)
        {
            sink.Emit(Event("more"));
        }

        sink.Reopen();
        target.Release.Set();
        sink.Dispose();

        Assert.Equal(BoundedLogSink.LinesBetweenChecks, target.LinesBeforeReopening);
        Assert.True(target.Flushes >= 4, $"{target.Flushes} flushes");
    }

    [Fact]
    public void The_report_of_dropped_lines_has_the_form_of_the_others()
    {
        using var target = new HangingTarget();
        var sink = new BoundedLogSink(new LineFormat(json: true, null, "fe1"), target);
        sink.Emit(Event("first"));
        target.Reached.Wait();
        for (var i = 0; i < BoundedLogSink.Capacity + 1; i++)
        {
            sink.Emit(Event("more"));
        }

        target.Release.Set();
        sink.Dispose();

        var report = Assert.Single(target.All, line => line.Level == LogEventLevel.Warning);
        Assert.StartsWith("{", report.Text, StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.UnixEpoch, report.Timestamp);
    }

    private static LogEvent Event(string text) =>
        new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse(text), []);

    private sealed class HangingTarget : ILogTarget
    {
        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Release { get; } = new();

        public List<LogLine> All { get; } = [];

        public IEnumerable<string> Lines => All.Select(line => line.Message);

        public int? LinesBeforeReopening { get; private set; }

        public int Flushes { get; private set; }

        public void Write(LogLine line)
        {
            Reached.Set();
            Release.Wait();
            All.Add(line);
        }

        public void Flush() => Flushes++;

        public void Reopen() => LinesBeforeReopening = All.Count;

        public void Dispose()
        {
        }
    }
}
