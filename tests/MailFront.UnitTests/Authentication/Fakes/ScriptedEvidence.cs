using System.Net;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>Evidence that says what the test wants, and remembers what it was told.</summary>
internal sealed class ScriptedEvidence : ILoginEvidence
{
    public LoginClass Class { get; set; } = LoginClass.New;

    public List<LoginFacts> Classified { get; } = [];

    public List<(string User, LoginResult Result)> Observed { get; } = [];

    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now)
    {
        Classified.Add(facts);
        return new LoginAssessment(Class, EvidenceKinds.None);
    }

    public int FailuresOf(in LoginFacts facts, TimeSpan now) => 0;

    public bool IsProven(in LoginFacts facts, TimeSpan now) => false;

    public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => default;

    public bool IsAlarmed(TimeSpan now) => false;

    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now) => Observed.Add((facts.User, result));
}
