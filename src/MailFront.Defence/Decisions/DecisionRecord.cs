using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>
/// One question to the defence with the facts it was asked with and its answer, or one event that later answers hang on. The records of a process, in
/// their order, are enough to make all its decisions again. Only values, and of a password only a fingerprint under a key that dies with the process.
/// </summary>
public readonly record struct DecisionRecord
{
    /// <summary>Counts the records of a process from 1, those that were dropped included. 0 in a record that is only repeated.</summary>
    public long Number { get; init; }

    /// <summary>A monotonic time, the same clock for all: of evidence the very time it was asked with.</summary>
    public TimeSpan At { get; init; }

    /// <summary>What it tells.</summary>
    public DecisionKind Kind { get; init; }

    /// <summary>Whose login; for <see cref="DecisionKind.Standing"/> only its source means something. Not of <see cref="DecisionKind.Verdict"/>.</summary>
    public LoginFacts Login { get; init; }

    /// <summary>How the login ended; of <see cref="DecisionKind.Observed"/>.</summary>
    public LoginResult Result { get; init; }

    /// <summary>Where the engine was asked; of <see cref="DecisionKind.Verdict"/>.</summary>
    public Checkpoint Checkpoint { get; init; }

    /// <summary>What it was asked with; of <see cref="DecisionKind.Verdict"/>.</summary>
    public ClientFacts Facts { get; init; }

    /// <summary>The options; of <see cref="DecisionKind.Options"/>.</summary>
    public DefenceOptions? Options { get; init; }

    /// <summary>What was answered.</summary>
    public DecisionAnswer Answer { get; init; }

    /// <summary>Whether somebody was judged: everything but a mere event.</summary>
    public bool IsDecision => Kind is not (DecisionKind.Options or DecisionKind.Observed);
}
