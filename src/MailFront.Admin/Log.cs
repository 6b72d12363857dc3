using Microsoft.Extensions.Logging;

namespace MailFront.Admin;

/// <summary>Log lines of the administration interface; names and ids are a contract.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Information, "administration interface on {Path}")]
    public static partial void SocketOpen(ILogger logger, string path);

    [LoggerMessage(7002, LogLevel.Information, "metrics on {Address}")]
    public static partial void MetricsOpen(ILogger logger, string address);

    [LoggerMessage(7003, LogLevel.Error, "cannot serve {What} on {Place}: {Why}; logins go on")]
    public static partial void CannotOpen(ILogger logger, string what, string place, string why);

    [LoggerMessage(7004, LogLevel.Information, "no administration interface: {Folder} is not there")]
    public static partial void NoFolder(ILogger logger, string folder);

    [LoggerMessage(7005, LogLevel.Error, "a request of the administration interface failed by an error of ours")]
    public static partial void RequestFailed(ILogger logger, Exception exception);
}
