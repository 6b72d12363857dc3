using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends;

/// <summary>Messages of this room, 4000 to 4999. Each names the backend.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "backend {Backend} {Protocol}: login of {User} failed: {Kind} at {Step}: {Detail} (session {Session})")]
    public static partial void LoginFailed(
        ILogger logger, string backend, MailProtocol protocol, LoggableText user, BackendFailureKind kind, BackendStep step, string detail, LoggableText session);

    [LoggerMessage(4002, LogLevel.Warning, "backend {Backend} {Protocol}: {Count} logins failed in the last {Seconds} s, the latest by {Kind} at {Step}: {Detail}")]
    public static partial void LoginsFailed(
        ILogger logger, string backend, MailProtocol protocol, int count, int seconds, BackendFailureKind kind, BackendStep step, string detail);

    [LoggerMessage(4003, LogLevel.Warning, "backend {Backend} {Protocol} counts as down: logins fail at once until it answers again")]
    public static partial void BackendDown(ILogger logger, string backend, MailProtocol protocol);

    [LoggerMessage(4004, LogLevel.Warning, "backend {Backend} {Protocol} answers again after {Count} failures")]
    public static partial void BackendUp(ILogger logger, string backend, MailProtocol protocol, int count);

    [LoggerMessage(4005, LogLevel.Debug, "backend {Backend} {Protocol}: logged in for {User} in {Milliseconds} ms (session {Session})")]
    public static partial void LoggedIn(
        ILogger logger, string backend, MailProtocol protocol, LoggableText user, int milliseconds, LoggableText session);

    [LoggerMessage(4006, LogLevel.Debug, "backend {Backend} {Protocol}: refused the password of {User} (session {Session})")]
    public static partial void PasswordRefused(ILogger logger, string backend, MailProtocol protocol, LoggableText user, LoggableText session);

    [LoggerMessage(4101, LogLevel.Information, "backend {Backend} {Protocol} offers before login: {Capabilities}")]
    public static partial void Probed(ILogger logger, string backend, MailProtocol protocol, string capabilities);

    [LoggerMessage(4102, LogLevel.Warning, "backend {Backend} {Protocol} cannot be asked for its capabilities: {Kind} at {Step}: {Detail}")]
    public static partial void ProbeFailed(
        ILogger logger, string backend, MailProtocol protocol, BackendFailureKind kind, BackendStep step, string detail);
}
