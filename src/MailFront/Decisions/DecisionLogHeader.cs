using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>The first line of each piece of a decision log: what the lines after it are to be read with.</summary>
internal sealed record DecisionLogHeader
{
    /// <summary>The version written. A field that is added keeps it; a field that changes its meaning does not.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Octets of <see cref="EvidenceKey"/>.</summary>
    public const int KeyBytes = 16;

    /// <summary>Version of the lines.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Names the process: the pieces of one process belong together.</summary>
    public required string Run { get; init; }

    /// <summary>Number of the next record.</summary>
    public long Next { get; init; }

    /// <summary>A time of the records' clock …</summary>
    public TimeSpan At { get; init; }

    /// <summary>… and what the wall clock showed then.</summary>
    public DateTimeOffset Wall { get; init; }

    /// <summary>Key of the evidence's tables. Passwords are under another one, which is nowhere.</summary>
    public required byte[] EvidenceKey { get; init; }

    /// <summary>Limits of the evidence.</summary>
    public LoginHistoryOptions Evidence { get; init; } = new();

    /// <summary>Whether the evidence knew more than the log tells: kept over a restart, or from other nodes. Then a replay may differ.</summary>
    public bool HasMore { get; init; }

    /// <summary>Connections the process could have held: what <c>mailfront_max_connections: 0</c> means.</summary>
    public int Capacity { get; init; }

    /// <summary>Whether user names are hashed.</summary>
    public bool HasHashedUsers { get; init; }
}
