using Microsoft.Extensions.Logging;

namespace MailFront.Lists;

/// <summary>Log lines of lists and bans; names and ids are a contract.</summary>
internal static partial class Log
{
    [LoggerMessage(3501, LogLevel.Information, "{Option}: {Networks} networks and {Users} users of {Path} are in force")]
    public static partial void ListRead(ILogger logger, string option, int networks, int users, string path);

    [LoggerMessage(3502, LogLevel.Error, "{Option}: {Path} cannot be used, the list read before stays in force: {Why}")]
    public static partial void ListKept(ILogger logger, string option, string path, string why);

    [LoggerMessage(3503, LogLevel.Information, "{Count} bans of before the restart are in force ({Path})")]
    public static partial void BansLoaded(ILogger logger, int count, string path);

    [LoggerMessage(3504, LogLevel.Warning, "{Count} lines of {Path} are no bans and were skipped")]
    public static partial void BanLinesSkipped(ILogger logger, int count, string path);

    [LoggerMessage(3505, LogLevel.Error, "bans cannot be read from {Path}: {Why}")]
    public static partial void BansUnreadable(ILogger logger, string path, string why);

    [LoggerMessage(3506, LogLevel.Error, "bans cannot be kept in {Path}: {Why}; they are in force, but would not survive a restart")]
    public static partial void BansNotKept(ILogger logger, string path, string why);

    [LoggerMessage(3507, LogLevel.Error, "bans cannot be given to nftables: {Why} ({Failures} times since the last line)")]
    public static partial void NftFailed(ILogger logger, string why, long failures);

    [LoggerMessage(3508, LogLevel.Information, "banned: {Target} for {Seconds} s, {Ended} connections ended: {Reason}")]
    public static partial void Banned(ILogger logger, string target, long seconds, int ended, string reason);

    [LoggerMessage(3509, LogLevel.Information, "unbanned: {Target}")]
    public static partial void Unbanned(ILogger logger, string target);
}
