using MailFront.Admin.Backends;
using MailFront.Admin.Lists;
using MailFront.Admin.Metrics;
using MailFront.Admin.Queues;
using MailFront.Admin.Sessions;
using MailFront.Sessions;

namespace MailFront.Admin;

/// <summary>What the administration interface sees of the server, and what it may do there; made by the composition.</summary>
public sealed record AdminRooms
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The open listeners as <c>service=address</c>.</summary>
    public required Func<IReadOnlyList<string>> Listeners { get; init; }

    /// <summary>Every connection.</summary>
    public required ConnectionLedger Connections { get; init; }

    /// <summary>How logins ended.</summary>
    public required LoginCounters Logins { get; init; }

    /// <summary>The checkers in force and the queues before them.</summary>
    public required Func<IReadOnlyList<CheckerView>> Checkers { get; init; }

    /// <summary>Drops what is remembered of a user's passwords. Answers the canonical user name, or null for what is none.</summary>
    public required Func<string, string?> Forget { get; init; }

    /// <summary>The backends.</summary>
    public Func<IReadOnlyList<BackendView>> Backends { get; init; } = () => [];

    /// <summary>What operators see of connections, and do to them.</summary>
    public required SessionControl Sessions { get; init; }

    /// <summary>Lists and bans; null when there is no changing them.</summary>
    public ListRooms? Lists { get; init; }

    /// <summary>What else is shown by <c>/metrics</c>.</summary>
    public IReadOnlyList<IMetricSource> MoreMetrics { get; init; } = [];
}
