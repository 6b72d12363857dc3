using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace MailFront.Transport;

/// <summary>The room's log messages; event ids 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "{Service} listens on {Address}")]
    public static partial void Listening(ILogger logger, string service, string address);

    [LoggerMessage(1002, LogLevel.Information, "{Service} no longer listens on {Address}")]
    public static partial void StoppedListening(ILogger logger, string service, string address);

    [LoggerMessage(1003, LogLevel.Warning, "{Service} cannot accept connections ({Error}); {Shed} were reset, retrying; {Suppressed} such lines were left out")]
    public static partial void CannotAccept(ILogger logger, string service, SocketError error, long shed, long suppressed);

    [LoggerMessage(1004, LogLevel.Error, "{Service} failed to take over an accepted connection")]
    public static partial void TakeOverFailed(ILogger logger, string service, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "TLS handshakes refused: {Count} since the last line; {Limit} may compute at once and {MostWaiting} wait")]
    public static partial void HandshakesRefused(ILogger logger, long count, int limit, int mostWaiting);

    [LoggerMessage(1010, LogLevel.Error, "A deadline's target threw")]
    public static partial void DeadlineTargetThrew(ILogger logger, Exception exception);

    [LoggerMessage(1011, LogLevel.Error, "A sweep's target threw")]
    public static partial void SweepTargetThrew(ILogger logger, Exception exception);
}
