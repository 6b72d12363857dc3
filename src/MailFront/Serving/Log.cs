using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>Log lines of the process itself; names and ids are a contract.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "MailFront {Version} ready: {Listeners}; {MaxConnections} connections at most, {MaxPreLogin} of them not logged in")]
    public static partial void Ready(ILogger logger, string version, string listeners, int maxConnections, int maxPreLogin);

    [LoggerMessage(9002, LogLevel.Error, "cannot listen on {Address}: {Why}; the other services go on")]
    public static partial void CannotListen(ILogger logger, string address, string why);

    [LoggerMessage(9003, LogLevel.Information, "Services reconfigured")]
    public static partial void Reloaded(ILogger logger);

    [LoggerMessage(9004, LogLevel.Error, "reload refused, the old configuration stays: {Finding}")]
    public static partial void ReloadRefused(ILogger logger, Exception? exception, string finding);

    [LoggerMessage(9005, LogLevel.Information, "draining: {Connections} connections open, {LoggedIn} logged in; at most {Seconds} s")]
    public static partial void Draining(ILogger logger, int connections, int loggedIn, double seconds);

    [LoggerMessage(9006, LogLevel.Warning, "shutdown deadline passed: {Connections} sessions are cut")]
    public static partial void DrainCut(ILogger logger, int connections);

    [LoggerMessage(9007, LogLevel.Information, "stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(9008, LogLevel.Warning, "{Finding}")]
    public static partial void ConfigurationWarning(ILogger logger, string finding);

    [LoggerMessage(9009, LogLevel.Error, "TLS of service {Service}: {Why}")]
    public static partial void TlsUnusable(ILogger logger, string service, string why);

    [LoggerMessage(3101, LogLevel.Warning, "alarm raised: many places at once fail to log in; whoever is unproven is asked about last and has one try on each connection")]
    public static partial void AlarmRaised(ILogger logger);

    [LoggerMessage(3102, LogLevel.Warning, "alarm ended after {Seconds} s")]
    public static partial void AlarmEnded(ILogger logger, long seconds);

    [LoggerMessage(9010, LogLevel.Warning, "TLS of service {Service}: {Why}")]
    public static partial void TlsWarning(ILogger logger, string service, string why);

    [LoggerMessage(9011, LogLevel.Warning, "{Option} changed: this takes effect at the next start only")]
    public static partial void NeedsRestart(ILogger logger, string option);

    [LoggerMessage(9012, LogLevel.Error, "background work {Name} failed")]
    public static partial void BackgroundFailed(ILogger logger, Exception exception, string name);

    [LoggerMessage(9013, LogLevel.Error, "cannot start: {Why}")]
    public static partial void CannotStart(ILogger logger, string why);

    [LoggerMessage(9014, LogLevel.Critical, "ended by an error of ours")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(9015, LogLevel.Warning, "TLS of service {Service}: the certificates loaded before stay in use")]
    public static partial void TlsKept(ILogger logger, string service);

    [LoggerMessage(9016, LogLevel.Warning, "Services reconfigured in part: {Troubles} troubles, named in the lines before")]
    public static partial void ReloadedInPart(ILogger logger, int troubles);

    [LoggerMessage(9017, LogLevel.Error, "cannot resolve {Host} for service {Service}: {Why}; what is open under this name stays open")]
    public static partial void CannotResolve(ILogger logger, string host, string service, string why);
}
