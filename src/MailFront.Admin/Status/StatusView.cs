using MailFront.Defence;
using MailFront.Sessions;

namespace MailFront.Admin.Status;

/// <summary>Answer of <c>GET /status</c>. No addresses of clients, names of users or secrets.</summary>
public sealed record StatusView
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Seconds since the server was ready.</summary>
    public required long UptimeSeconds { get; init; }

    /// <summary>The open listeners as <c>service=address</c>.</summary>
    public required IReadOnlyList<string> Listeners { get; init; }

    /// <summary>Connections open, by state.</summary>
    public required IReadOnlyDictionary<string, int> Connections { get; init; }

    /// <summary>Connections closed since start, by reason; reasons that never occurred are left out.</summary>
    public required IReadOnlyDictionary<string, long> Closed { get; init; }

    /// <summary>Logins since start, by protocol and outcome.</summary>
    public required IReadOnlyDictionary<string, long> Logins { get; init; }

    /// <summary>Looks at <paramref name="rooms"/> now.</summary>
    public static StatusView Of(AdminRooms rooms, TimeSpan uptime) => new()
    {
        Version = rooms.Version,
        UptimeSeconds = (long)uptime.TotalSeconds,
        Listeners = rooms.Listeners(),
        Connections = ConnectionStates.Count(rooms.Connections)
            .Select((count, state) => (State: (ConnectionState)state, Count: count))
            .ToDictionary(pair => pair.State.ToString(), pair => pair.Count),
        Closed = Enum.GetValues<CloseReason>()
            .Select(reason => (Reason: reason, Count: rooms.Connections.ClosedFor(reason)))
            .Where(pair => pair.Count > 0)
            .ToDictionary(pair => pair.Reason.ToString(), pair => pair.Count),
        Logins = rooms.Logins.Read()
            .Where(line => line.Count > 0)
            .ToDictionary(line => $"{MetricNames.Of(line.Protocol)} {MetricNames.Of(line.End)}", line => line.Count),
    };
}
