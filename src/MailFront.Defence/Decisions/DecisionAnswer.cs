using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>What was answered; the record's kind says which of these it was.</summary>
public readonly record struct DecisionAnswer
{
    /// <summary>Class and what spoke against the login; <see cref="DecisionKind.Assessed"/>.</summary>
    public LoginAssessment Assessment { get; init; }

    /// <summary>Wrong passwords that count; <see cref="DecisionKind.Failures"/>.</summary>
    public int Failures { get; init; }

    /// <summary>What is known of the place; <see cref="DecisionKind.Standing"/>.</summary>
    public SourceStanding Standing { get; init; }

    /// <summary>Whether a botnet is at work; <see cref="DecisionKind.Alarm"/>.</summary>
    public bool IsAlarmed { get; init; }

    /// <summary>The engine's decision; <see cref="DecisionKind.Verdict"/>.</summary>
    public Verdict Verdict { get; init; }
}
