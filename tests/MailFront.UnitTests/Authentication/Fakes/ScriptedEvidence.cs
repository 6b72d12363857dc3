using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>Evidence that says what the test wants, and remembers what it was told.</summary>
internal sealed class ScriptedEvidence : ILoginEvidence
{
    public LoginClass Class { get; set; } = LoginClass.New;

    public List<LoginFacts> Classified { get; } = [];

    public List<(string User, LoginResult Result)> Observed { get; } = [];

    public LoginClass Classify(in LoginFacts facts, TimeSpan now)
    {
        Classified.Add(facts);
        return Class;
    }

    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now) => Observed.Add((facts.User, result));
}
