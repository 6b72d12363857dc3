using MailFront.Defence;
using Microsoft.Extensions.Logging;

namespace MailFront.Sessions.Rules;

/// <summary>Log lines of rules and of a defence that only observes; names and ids are a contract.</summary>
internal static partial class RuleLog
{
    [LoggerMessage(3400, LogLevel.Information, "rule {Rule} acted: {Action} {Client} {Row} SESSIONID=<{SessionId}>")]
    public static partial void Acted(ILogger logger, string rule, string action, string client, string row, string sessionId);

    [LoggerMessage(3401, LogLevel.Information, "rule {Rule} would have acted: {Action} {Client} {Row} SESSIONID=<{SessionId}>")]
    public static partial void WouldHaveActed(ILogger logger, string rule, string action, string client, string row, string sessionId);

    [LoggerMessage(3402, LogLevel.Information, "verdict would have been {Reason}: {Client}, {Count} such since the last line")]
    public static partial void VerdictWithheld(ILogger logger, VerdictReason reason, string client, long count);

    [LoggerMessage(3403, LogLevel.Warning, "rule {Rule} {Change} over the administration interface: {Text}")]
    public static partial void RuleChanged(ILogger logger, string rule, string change, string text);

    [LoggerMessage(3404, LogLevel.Warning, "rules changed over the administration interface are as in the configuration again: {Rules}")]
    public static partial void LiveRulesDropped(ILogger logger, string rules);

    [LoggerMessage(3405, LogLevel.Warning, "kicked over the administration interface: {Count} connections, {Whom}")]
    public static partial void Kicked(ILogger logger, int count, string whom);
}
