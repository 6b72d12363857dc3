using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace MailFront.Logging;

/// <summary>
/// Stands between the sessions and a log that may be slow: events are queued up to a limit and written by one thread.
/// When the queue is full, events are dropped and counted, and the next line written says how many; no login ever waits for a disk.
/// </summary>
internal sealed class BoundedLogSink : ILogEventSink, IDisposable
{
    /// <summary>Events that may wait. At 300 bytes a line this is some 5 MB.</summary>
    public const int Capacity = 16_384;

    /// <summary>Most lines between two looks at what else is to be done: in a flood the queue never runs empty, and logrotate must not wait for that.</summary>
    public const int LinesBetweenChecks = 256;

    private const string DroppedProperty = "Count";

    private static readonly MessageTemplate _droppedTemplate =
        new MessageTemplateParser().Parse("{Count} log lines were dropped: the log target is too slow");

    // Long enough to write out a full queue to a healthy disk, short enough not to hold a shutdown.
    private static readonly TimeSpan _drainTime = TimeSpan.FromSeconds(2);

    private readonly Channel<LogEvent> _queue = Channel.CreateBounded<LogEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private static readonly TimeSpan _batchTime = TimeSpan.FromMilliseconds(20);

    private readonly LineFormat _format;
    private readonly ILogTarget _target;
    private readonly Thread _writer;
    private readonly ManualResetEventSlim _pause = new();
    private long _dropped;
    private long _reported;
    private int _reopen;

    /// <summary>Starts the writing thread; <paramref name="target"/> is owned from here on.</summary>
    public BoundedLogSink(LineFormat format, ILogTarget target)
    {
        _format = format;
        _target = target;
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    /// <summary>Events dropped so far because the target was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        if (!_queue.Writer.TryWrite(logEvent))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Asks the writing thread to open the target anew before its next line.</summary>
    public void Reopen() => Volatile.Write(ref _reopen, 1);

    /// <summary>Writes out what is queued, for two seconds at most.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _pause.Set();
        if (_writer.Join(_drainTime))
        {
            _pause.Dispose();
            _target.Dispose();
        }
    }

    // A dedicated thread on purpose: the target may block in the kernel, and only this thread may wait for it.
    private void WriteAll()
    {
        while (WaitForEvents())
        {
            // Under load this writes lines in batches; a wake-up for each line would cost more than the line.
            _pause.Wait(_batchTime);
            while (WriteSome())
            {
            }
        }
    }

    /// <summary>True when more may be waiting.</summary>
    private bool WriteSome()
    {
        if (Interlocked.Exchange(ref _reopen, 0) == 1)
        {
            _target.Reopen();
        }

        var written = 0;
        var stamp = default(DateTimeOffset);
        while (written < LinesBetweenChecks && _queue.Reader.TryRead(out var logEvent))
        {
            _target.Write(_format.Render(logEvent));
            stamp = logEvent.Timestamp;
            written++;
        }

        if (written > 0)
        {
            ReportDropped(stamp);
            _target.Flush();
        }

        return written == LinesBetweenChecks;
    }

    private bool WaitForEvents()
    {
        var wait = _queue.Reader.WaitToReadAsync();
        return wait.IsCompleted ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }

    private void ReportDropped(DateTimeOffset stamp)
    {
        var dropped = Dropped;
        if (dropped > _reported)
        {
            var count = new LogEventProperty(DroppedProperty, new ScalarValue(dropped - _reported));
            _target.Write(_format.Render(new LogEvent(stamp, LogEventLevel.Warning, null, _droppedTemplate, [count])));
            _reported = dropped;
        }
    }
}
