using Microsoft.Extensions.Logging;

namespace MailFront.Postgres;

/// <summary>Log lines of this room.</summary>
internal static partial class Log
{
    [LoggerMessage(3701, LogLevel.Information, "fleet: joined as {Node}")]
    public static partial void FleetJoined(ILogger logger, string node);

    [LoggerMessage(3702, LogLevel.Warning, "fleet: alone, the database does not answer: {Trouble}")]
    public static partial void FleetLost(ILogger logger, string trouble);

    [LoggerMessage(3703, LogLevel.Warning, "fleet: news of {Node} rejected: not sealed under our secret, or too old")]
    public static partial void FleetNewsRejected(ILogger logger, Guid node);
}
