using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>Evidence that is kept or comes from elsewhere.</summary>
internal static partial class Log
{
    [LoggerMessage(3110, LogLevel.Information, "evidence: restored, {Seconds:0} s old")]
    public static partial void EvidenceRestored(ILogger logger, double seconds);

    [LoggerMessage(3111, LogLevel.Information, "evidence: kept in {Path} for the next start")]
    public static partial void EvidenceKept(ILogger logger, string path);

    [LoggerMessage(3112, LogLevel.Warning, "evidence: {Path} cannot be used: {Trouble}; starting without it")]
    public static partial void EvidenceUnreadable(ILogger logger, string path, string trouble);

    [LoggerMessage(3113, LogLevel.Warning, "evidence: {Path} cannot be written: {Trouble}; the next start begins without it")]
    public static partial void EvidenceNotKept(ILogger logger, string path, string trouble);

    [LoggerMessage(3704, LogLevel.Information, "fleet: {User} forgotten, as another node was told")]
    public static partial void ForgottenForFleet(ILogger logger, string user);
}
