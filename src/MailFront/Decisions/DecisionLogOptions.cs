using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>What a decision log is begun with.</summary>
internal sealed record DecisionLogOptions
{
    /// <summary>Records that may wait for the disk; twice as many places are kept. 8192 of some 300 octets: 5 MB, and a second of a heavy attack.</summary>
    public const int DefaultCapacity = 8192;

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Records that may wait.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>Under which user names are hashed; null: they are written as they are.</summary>
    public KeyedHash? Names { get; init; }

    /// <summary>Key of the evidence's tables.</summary>
    public required byte[] EvidenceKey { get; init; }

    /// <summary>Limits of the evidence.</summary>
    public LoginHistoryOptions Evidence { get; init; } = new();

    /// <summary>Whether the evidence knows more than the log tells.</summary>
    public bool HasMore { get; init; }

    /// <summary>Connections the process can hold.</summary>
    public int Connections { get; init; }
}
