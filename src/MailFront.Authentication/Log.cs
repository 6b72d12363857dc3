using Microsoft.Extensions.Logging;

namespace MailFront.Authentication;

/// <summary>Everything this room logs. Ids 21xx; none carries a secret, a hash or text a client sent.</summary>
internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Warning, "{Asked}: queue of {MaxWaiting} is full, {Refused} logins answered as overloaded since start")]
    public static partial void LaneOverloaded(ILogger logger, string asked, int maxWaiting, long refused);

    [LoggerMessage(2102, LogLevel.Error, "{Asked} failed with {Failure}")]
    public static partial void CheckerFailed(ILogger logger, string asked, string failure);

    [LoggerMessage(2108, LogLevel.Warning, "{Asked}: {Endpoint} does not answer and is left alone for a while")]
    public static partial void CheckerLeftAlone(ILogger logger, string asked, string endpoint);

    [LoggerMessage(2109, LogLevel.Information, "{Asked}: {Endpoint} answers again")]
    public static partial void CheckerIsBack(ILogger logger, string asked, string endpoint);

    [LoggerMessage(2110, LogLevel.Information, "{Asked}: {Endpoint} is asked {Limit} questions at once, {Before} until now, as its right answers became slower or quicker")]
    public static partial void CheckerLimitMoved(ILogger logger, string asked, string endpoint, int before, int limit);

    [LoggerMessage(2103, LogLevel.Information, "passwd-file {Path}: {Users} users loaded")]
    public static partial void PasswdFileLoaded(ILogger logger, string path, int users);

    [LoggerMessage(2104, LogLevel.Error, "passwd-file {Path} is not loaded because {Reason}; what was loaded before stays in force")]
    public static partial void PasswdFileKept(ILogger logger, string path, string reason);

    [LoggerMessage(2105, LogLevel.Warning, "{Path}:{Line}: entry not used: {Reason}")]
    public static partial void PasswdLineNotUsed(ILogger logger, string path, int line, string reason);

    [LoggerMessage(2106, LogLevel.Warning, "passwd-file {Path}: {Count} more entries not used")]
    public static partial void PasswdLinesNotUsed(ILogger logger, string path, int count);

    [LoggerMessage(2107, LogLevel.Warning, "passwd-file {Path} can be read by every user of this machine")]
    public static partial void PasswdFileOpenToOthers(ILogger logger, string path);

    [LoggerMessage(2120, LogLevel.Information, "JWKS file {Path}: {Keys} signing keys loaded")]
    public static partial void JwksLoaded(ILogger logger, string path, int keys);

    [LoggerMessage(2121, LogLevel.Error, "JWKS file {Path} is not loaded because {Reason}; what was loaded before stays in force")]
    public static partial void JwksKept(ILogger logger, string path, string reason);

    [LoggerMessage(2122, LogLevel.Warning, "GSSAPI is not offered: {Reason}")]
    public static partial void GssapiNotOffered(ILogger logger, string reason);

    [LoggerMessage(2150, LogLevel.Information, "connected to Dovecot's auth process at {Path}")]
    public static partial void DovecotAuthConnected(ILogger logger, string path);

    [LoggerMessage(2151, LogLevel.Warning, "the connection to Dovecot's auth process at {Path} was lost")]
    public static partial void DovecotAuthLost(ILogger logger, string path);

    [LoggerMessage(2152, LogLevel.Warning, "no connection to Dovecot's auth process at {Path}: {Problem}")]
    public static partial void DovecotAuthUnreachable(ILogger logger, string path, string? problem);

    [LoggerMessage(2153, LogLevel.Warning, "policy server {Server} gave no advice: {Reason}; {Missed} logins had none since start")]
    public static partial void PolicyUnavailable(ILogger logger, string server, string reason, long missed);

    [LoggerMessage(2154, LogLevel.Information, "policy server {Server} would {Action} a login (status {Status}); not done: mailfront_policy_log_only")]
    public static partial void PolicyOnlyLogged(ILogger logger, string server, string action, long status);

    [LoggerMessage(2155, LogLevel.Warning, "policy server {Server}: the queue of reports is full, {Dropped} dropped since start")]
    public static partial void PolicyReportsDropped(ILogger logger, string server, long dropped);

    [LoggerMessage(2156, LogLevel.Warning, "policy server {Server} did not take a report: {Reason}; {Failed} failed since start")]
    public static partial void PolicyReportFailed(ILogger logger, string server, string reason, long failed);
}
