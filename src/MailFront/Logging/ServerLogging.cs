using MailFront.Configuration.Settings;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace MailFront.Logging;

/// <summary>The process's log: Serilog in front of the bounded sink.</summary>
internal sealed class ServerLogging : IDisposable
{
    private readonly Serilog.Core.Logger _serilog;
    private readonly BoundedLogSink _sink;

    private ServerLogging(BoundedLogSink sink, bool debug)
    {
        _sink = sink;
        var configuration = new LoggerConfiguration().WriteTo.Sink(sink);
        _serilog = (debug ? configuration.MinimumLevel.Debug() : configuration.MinimumLevel.Information()).CreateLogger();
        Factory = new SerilogLoggerFactory(_serilog);
    }

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory Factory { get; }

    /// <summary>Lines dropped so far because the target was too slow.</summary>
    public long Dropped => _sink.Dropped;

    /// <summary>Starts logging as <paramref name="settings"/> ask.</summary>
    public static ServerLogging Start(FrontendSettings settings)
    {
        var log = settings.Log;
        ILogTarget target = log.Target switch
        {
            LogTargetKind.Syslog => new SyslogTarget(SyslogTarget.DefaultPath, log.SyslogFacility),
            LogTargetKind.File => StreamTarget.File(log.File ?? string.Empty),
            _ => StreamTarget.StandardError(),
        };
        var format = new LineFormat(log.Format == LogFormat.Json, log.SyslogPrefix, Environment.MachineName);
        return new ServerLogging(new BoundedLogSink(format, target), log.Debug);
    }

    /// <summary>Opens the log file anew, after logrotate moved it.</summary>
    public void Reopen() => _sink.Reopen();

    /// <inheritdoc/>
    public void Dispose()
    {
        Factory.Dispose();
        _serilog.Dispose();
        _sink.Dispose();
    }
}
