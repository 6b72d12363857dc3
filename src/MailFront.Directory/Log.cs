using Microsoft.Extensions.Logging;

namespace MailFront.Directory;

/// <summary>Messages of the directory, 5xxx.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "directory unreadable ({Fault}): {Reason}; {Silent} more since the last message. Logins of users that are not remembered are refused for now")]
    public static partial void DirectoryUnreadable(ILogger logger, DirectoryFault fault, string reason, long silent);

    [LoggerMessage(5002, LogLevel.Information, "directory readable again: {Path}")]
    public static partial void DirectoryReadable(ILogger logger, string path);

    [LoggerMessage(5003, LogLevel.Warning, "directory lookups refused: {Limit} wait already; {Silent} more since the last message")]
    public static partial void LookupQueueFull(ILogger logger, int limit, long silent);

    [LoggerMessage(5004, LogLevel.Debug, "directory changed: remembered locations dropped")]
    public static partial void DirectoryChanged(ILogger logger);
}
