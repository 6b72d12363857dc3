using Microsoft.Extensions.Logging;

namespace MailFront.Sessions;

/// <content>Who had to go because there was no room.</content>
internal static partial class Log
{
    [LoggerMessage(3300, LogLevel.Information, "evicted: {Client} score=<{Score}> {Facts} SESSIONID=<{SessionId}>")]
    public static partial void Evicted(ILogger logger, string client, int score, string facts, string sessionId);
}
