using Microsoft.Extensions.Logging;

namespace MailFront.Decisions;

/// <summary>What there is to say of the decision log.</summary>
internal static partial class Log
{
    [LoggerMessage(3600, LogLevel.Warning, "decision log {Path} cannot be written: {Why}; {Dropped} records lost so far, logins go on")]
    public static partial void CannotWrite(ILogger logger, string path, string why, long dropped);
}
