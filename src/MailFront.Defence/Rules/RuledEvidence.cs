using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Rules;

/// <summary>Evidence whose class a rule may have the last word on: <see cref="LoginFacts.RuledClass"/>. All else is the inner one's.</summary>
public sealed class RuledEvidence(ILoginEvidence inner) : ILoginEvidence
{
    /// <summary>The evidence itself.</summary>
    public ILoginEvidence Inner => inner;

    /// <inheritdoc/>
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => Rule(facts, inner.Assess(facts, now));

    /// <inheritdoc/>
    public LoginAssessment Foresee(in LoginFacts facts, TimeSpan now) => Rule(facts, inner.Foresee(facts, now));

    /// <inheritdoc/>
    public int FailuresOf(in LoginFacts facts, TimeSpan now) => inner.FailuresOf(facts, now);

    /// <inheritdoc/>
    public bool IsProven(in LoginFacts facts, TimeSpan now) => inner.IsProven(facts, now);

    /// <inheritdoc/>
    public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => inner.StandingOf(source, now);

    /// <inheritdoc/>
    public bool IsAlarmed(TimeSpan now) => inner.IsAlarmed(now);

    /// <inheritdoc/>
    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now) => inner.Observe(facts, result, now);

    private static LoginAssessment Rule(in LoginFacts facts, LoginAssessment assessment) =>
        facts.RuledClass is { } ruled ? new LoginAssessment(ruled, assessment.Because | EvidenceKinds.Listed) : assessment;
}
