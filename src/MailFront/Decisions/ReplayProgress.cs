using MailFront.Defence.Decisions;

namespace MailFront.Decisions;

/// <summary>Plays a log to what its heads ask for: a new process begins with empty evidence, a further file of the same one goes on.</summary>
internal sealed class ReplayProgress
{
    private readonly Func<DecisionLogHeader, PolicyReplay> _create;
    private readonly ReplayNote _note;
    private PolicyReplay? _replay;
    private string? _run;
    private long _next;

    /// <summary>Replays are made by <paramref name="create"/>; each record goes to <paramref name="note"/>.</summary>
    public ReplayProgress(Func<DecisionLogHeader, PolicyReplay> create, ReplayNote note)
    {
        _create = create;
        _note = note;
    }

    /// <summary>Takes note of a record and what was made of it.</summary>
    public delegate void ReplayNote(in DecisionRecord recorded, in DecisionRecord played);

    /// <summary>Processes whose records were played.</summary>
    public int Processes { get; private set; }

    /// <summary>Of these, processes whose evidence is not all in the log: its first records are missing, or it was kept over a restart or came from other nodes.</summary>
    public int BegunLate { get; private set; }

    /// <summary>Records played.</summary>
    public long Records { get; private set; }

    /// <summary>Records that are missing between others: dropped, or in a file that was not given.</summary>
    public long Missing { get; private set; }

    /// <summary>Records with a number that was passed already: files in the wrong order, or given twice.</summary>
    public long OutOfOrder { get; private set; }

    /// <summary>Records before any head, or that no part understands.</summary>
    public long NotPlayed { get; private set; }

    /// <summary>Plays a batch.</summary>
    public void Play(DecisionBatch batch)
    {
        if (batch.Header is { } header)
        {
            Begin(header);
        }

        foreach (ref readonly var record in batch.Records)
        {
            Play(record);
        }
    }

    private void Begin(DecisionLogHeader header)
    {
        if (header.Run == _run)
        {
            return;
        }

        Processes++;
        BegunLate += header.Next > 1 || header.HasMore ? 1 : 0;
        _run = header.Run;
        _next = header.Next;
        _replay = _create(header);
    }

    private void Play(in DecisionRecord record)
    {
        if (_replay is null || !_replay.TryPlay(record, out var played))
        {
            NotPlayed++;
            return;
        }

        Records++;
        if (record.Number > 0)
        {
            Missing += Math.Max(0, record.Number - _next);
            OutOfOrder += record.Number < _next ? 1 : 0;
            _next = Math.Max(_next, record.Number + 1);
        }

        _note(record, played);
    }
}
