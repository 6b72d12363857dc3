using MailFront.Configuration;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>One replay from open files to figures: under the recorded policy, or under that of an imapd.conf.</summary>
internal sealed class PolicyReplayRun
{
    private readonly PolicyFile? _alternative;
    private readonly DecisionLogReader _reader = new();

    /// <summary>A run under <paramref name="alternative"/>; null: under the recorded policy.</summary>
    public PolicyReplayRun(PolicyFile? alternative)
    {
        _alternative = alternative;
        Comparison = alternative is null ? null : new PolicyComparison();
        Progress = new ReplayProgress(Create, Note);
    }

    /// <summary>What was played.</summary>
    public ReplayProgress Progress { get; }

    /// <summary>How well it was reproduced; under another policy only counts.</summary>
    public Reproduction Reproduction { get; } = new();

    /// <summary>What the other policy would have meant; null without one.</summary>
    public PolicyComparison? Comparison { get; }

    /// <summary>Lines that are no part of a decision log.</summary>
    public long Garbage => _reader.Garbage;

    /// <summary>Logs whose last line was cut.</summary>
    public int Cut => _reader.Cut;

    /// <summary>Plays <paramref name="logs"/> one after the other.</summary>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public async Task PlayAsync(IReadOnlyList<Stream> logs, CancellationToken cancellationToken)
    {
        var reading = _reader.ReadAsync(logs, cancellationToken);
        await foreach (var batch in _reader.Filled.ReadAllAsync(cancellationToken))
        {
            Progress.Play(batch);
            _reader.Return(batch);
        }

        await reading;
    }

    private PolicyReplay Create(DecisionLogHeader header)
    {
        var evidence = new LoginHistory(header.Evidence, new KeyedHash(header.EvidenceKey));
        var alternative = _alternative is null ? null : new ConfiguredPolicy(_alternative, header.Capacity);
        return new PolicyReplay(new ReplayedEngine(evidence, alternative), new ReplayedEvidence(evidence));
    }

    private void Note(in DecisionRecord recorded, in DecisionRecord played)
    {
        Reproduction.Note(recorded, played);
        Comparison?.Note(recorded, played);
    }
}
