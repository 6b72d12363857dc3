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

    private static LogEvent Event(string text) =>
        new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse(text), []);

    private sealed class HangingTarget : ILogTarget
    {
        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Release { get; } = new();

        public List<string> Lines { get; } = [];

        public void Write(LogLine line)
        {
            Reached.Set();
            Release.Wait();
            Lines.Add(line.Message);
        }

        public void Flush()
        {
        }

        public void Reopen()
        {
        }

        public void Dispose()
        {
        }
    }
}
