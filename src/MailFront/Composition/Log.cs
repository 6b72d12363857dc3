using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>What is done here because another node said so.</summary>
internal static partial class Log
{
    [LoggerMessage(3704, LogLevel.Information, "fleet: {User} forgotten, as another node was told")]
    public static partial void ForgottenForFleet(ILogger logger, string user);
}
