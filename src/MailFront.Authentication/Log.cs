using Microsoft.Extensions.Logging;

namespace MailFront.Authentication;

/// <summary>Everything this room logs. Ids 20xx; none carries a secret, a hash or text a client sent.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "checker {Checker}: queue of {MaxWaiting} is full, {Refused} logins answered as overloaded since start")]
    public static partial void LaneOverloaded(ILogger logger, string checker, int maxWaiting, long refused);

    [LoggerMessage(2002, LogLevel.Error, "checker {Checker} failed with {Failure}")]
    public static partial void CheckerFailed(ILogger logger, string checker, string failure);
}
