using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Lists;

/// <summary>
/// Evidence with what block lists say added, the weakest kind there is: it makes an unproven login suspect and does nothing else. Who has logged in
/// from there before is never looked up.
/// </summary>
public sealed class ListedEvidence(ILoginEvidence own, IListedSources lists) : ILoginEvidence
{
    /// <summary>The evidence without lists.</summary>
    public ILoginEvidence Own => own;

    /// <inheritdoc/>
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => Add(facts, own.Assess(facts, now));

    /// <inheritdoc/>
    public LoginAssessment Foresee(in LoginFacts facts, TimeSpan now) => Add(facts, own.Foresee(facts, now));

    /// <inheritdoc/>
    public int FailuresOf(in LoginFacts facts, TimeSpan now) => own.FailuresOf(facts, now);

    /// <inheritdoc/>
    public SourceStanding StandingOf(IPAddress? source, TimeSpan now)
    {
        var standing = own.StandingOf(source, now);
        return standing is { IsProven: false, IsSuspect: false } && IsListed(source) ? standing with { IsSuspect = true } : standing;
    }

    /// <inheritdoc/>
    public bool IsProven(in LoginFacts facts, TimeSpan now) => own.IsProven(facts, now);

    /// <inheritdoc/>
    public bool IsAlarmed(TimeSpan now) => own.IsAlarmed(now);

    /// <inheritdoc/>
    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now) => own.Observe(facts, result, now);

    private LoginAssessment Add(in LoginFacts facts, LoginAssessment assessment) =>
        assessment.Class is LoginClass.New or LoginClass.Suspect && IsListed(facts.Source)
            ? new LoginAssessment(LoginClass.Suspect, assessment.Because | EvidenceKinds.Listed)
            : assessment;

    private bool IsListed(IPAddress? source) => source is not null && lists.IsListed(source);
}
