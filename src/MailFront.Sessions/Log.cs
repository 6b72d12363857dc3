using Microsoft.Extensions.Logging;

namespace MailFront.Sessions;

/// <summary>
/// Log lines of sessions; names and ids are a contract. The logger is the service's own: its name becomes the program name of
/// the line, as in Cyrus. What clients sent must have gone through <c>LoggableText</c>.
/// </summary>
internal static partial class Log
{
    // fail2ban's cyrus-imap filter matches this line; a golden test holds it.
    [LoggerMessage(2001, LogLevel.Information, "badlogin: {Client} {Mechanism} ({User}) [SASL(-13): authentication failure: {Why}] SESSIONID=<{SessionId}>")]
    public static partial void LoginFailed(ILogger logger, string client, string mechanism, string user, string why, string sessionId);

    [LoggerMessage(2002, LogLevel.Information, "login: {Client} {User} {Mechanism} User logged in SESSIONID=<{SessionId}> backend={Backend}")]
    public static partial void LoggedIn(ILogger logger, string client, string user, string mechanism, string backend, string sessionId);

    [LoggerMessage(2003, LogLevel.Warning, "login unavailable: {Client} {User} {Why} SESSIONID=<{SessionId}>")]
    public static partial void LoginUnavailable(ILogger logger, string client, string user, string why, string sessionId);

    [LoggerMessage(2004, LogLevel.Information, "client id sessionid=<{SessionId}>: {Fields}")]
    public static partial void ClientIdentified(ILogger logger, string sessionId, string fields);

    [LoggerMessage(2005, LogLevel.Information, "starttls: {Protocol} with cipher {Cipher} no authentication SESSIONID=<{SessionId}>")]
    public static partial void TlsStarted(ILogger logger, string protocol, string cipher, string sessionId);

    [LoggerMessage(2006, LogLevel.Information, "TLS negotiation failed: {Client} {Why} SESSIONID=<{SessionId}>")]
    public static partial void TlsFailed(ILogger logger, string client, string why, string sessionId);

    [LoggerMessage(2007, LogLevel.Warning, "PROXY header refused from {Client}: not in mailfront_trusted_proxies SESSIONID=<{SessionId}>")]
    public static partial void UntrustedProxy(ILogger logger, string client, string sessionId);

    [LoggerMessage(2008, LogLevel.Information, "session of {User} at {Backend} ended: {Reason} bytes_in=<{BytesIn}> bytes_out=<{BytesOut}> SESSIONID=<{SessionId}>")]
    public static partial void SessionEnded(ILogger logger, string user, string backend, CloseReason reason, long bytesIn, long bytesOut, string sessionId);

    [LoggerMessage(2009, LogLevel.Information, "closed: {Client} {Reason} SESSIONID=<{SessionId}>")]
    public static partial void ConnectionClosed(ILogger logger, string client, CloseReason reason, string sessionId);

    [LoggerMessage(2010, LogLevel.Error, "connection failed by an error of ours SESSIONID=<{SessionId}>")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception, string sessionId);

    [LoggerMessage(2012, LogLevel.Error, "a refusal failed by an error of ours")]
    public static partial void RefusalFailed(ILogger logger, Exception exception);

    [LoggerMessage(2011, LogLevel.Warning, "refused connections: {Count} since the last line, now {Reason} ({Connections} open, {PreLogin} not logged in)")]
    public static partial void Refused(ILogger logger, long count, Defence.VerdictReason reason, int connections, int preLogin);

    [LoggerMessage(2013, LogLevel.Information, "login abandoned by the client: {Client} {User} SESSIONID=<{SessionId}>")]
    public static partial void LoginAbandoned(ILogger logger, string client, string user, string sessionId);

    [LoggerMessage(2016, LogLevel.Information, "login abandoned by the client: {Client} {User} {Mechanism} {Stage} SESSIONID=<{SessionId}>")]
    public static partial void ExchangeAbandoned(ILogger logger, string client, string user, string mechanism, string stage, string sessionId);

    [LoggerMessage(2014, LogLevel.Information, "slow login: {Client} {User} {Times} SESSIONID=<{SessionId}>")]
    public static partial void SlowLogin(ILogger logger, string client, string user, string times, string sessionId);

    [LoggerMessage(3201, LogLevel.Warning, "pressure is high: {Level:0.00} of {Worst}; deadlines before login shrink for whoever is not proven")]
    public static partial void PressureHigh(ILogger logger, float level, Defence.Pressure.PressureKind worst);

    [LoggerMessage(3202, LogLevel.Information, "pressure is over: {Level:0.00}")]
    public static partial void PressureOver(ILogger logger, float level);

    [LoggerMessage(2015, LogLevel.Information, "{Admin} acts as {User} by {Mechanism} SESSIONID=<{SessionId}>")]
    public static partial void ActsAs(ILogger logger, string admin, string user, string mechanism, string sessionId);
}
