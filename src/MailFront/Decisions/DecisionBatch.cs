using MailFront.Defence.Decisions;

namespace MailFront.Decisions;

/// <summary>Records of a log, in a row under one head; used again and again.</summary>
internal sealed class DecisionBatch
{
    /// <summary>Records in a full batch.</summary>
    public const int Capacity = 2048;

    private readonly DecisionRecord[] _records = new DecisionRecord[Capacity];

    /// <summary>Head that stood before the first record; null when there was none.</summary>
    public DecisionLogHeader? Header { get; set; }

    /// <summary>Records in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Count == 0 && Header is null;

    /// <summary>Whether it is full.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The records.</summary>
    public ReadOnlySpan<DecisionRecord> Records => _records.AsSpan(0, Count);

    /// <summary>Adds a record.</summary>
    public void Add(in DecisionRecord record) => _records[Count++] = record;

    /// <summary>Makes it empty.</summary>
    public void Clear()
    {
        Header = null;
        Count = 0;
    }
}
