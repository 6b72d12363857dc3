using System.Net;
using MailFront.Defence.Login;

namespace MailFront.SessionTests.Login;

/// <summary>Puts every login in the same class, so that none waits for others.</summary>
internal sealed class OneClass(LoginClass loginClass) : ILoginEvidence
{
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => new(loginClass, EvidenceKinds.None);

    public int FailuresOf(in LoginFacts facts, TimeSpan now) => 0;

    public bool IsProven(in LoginFacts facts, TimeSpan now) => false;

    public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => default;

    public bool IsAlarmed(TimeSpan now) => false;

    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
    {
    }
}
