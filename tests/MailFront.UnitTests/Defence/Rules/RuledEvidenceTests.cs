using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;

namespace MailFront.UnitTests.Defence.Rules;

public sealed class RuledEvidenceTests
{
    private static readonly TimeSpan _now = TimeSpan.FromHours(1);
    private static readonly LoginFacts _facts = new("jo", IPAddress.Parse("192.0.2.1"));
    private readonly RuledEvidence _evidence = new(new LoginHistory(new LoginHistoryOptions { Pairs = 64, Failures = 64 }, KeyedHash.Random()));

    [Theory]
    [InlineData(LoginClass.Suspect)]
    [InlineData(LoginClass.Known)]
    public void A_rule_has_the_last_word_on_the_class_and_that_is_told(LoginClass ruled)
    {
        var assessment = _evidence.Assess(_facts with { RuledClass = ruled }, _now);

        Assert.Equal(new LoginAssessment(ruled, EvidenceKinds.Listed), assessment);
        Assert.Equal(assessment, _evidence.Foresee(_facts with { RuledClass = ruled }, _now));
    }

    [Fact]
    public void Without_a_rule_the_evidence_counts()
    {
        Assert.Equal(LoginClass.New, _evidence.Assess(_facts, _now).Class);

        _evidence.Observe(_facts, LoginResult.Succeeded, _now);

        Assert.Equal(LoginClass.Known, _evidence.Assess(_facts, _now).Class);
        Assert.True(_evidence.StandingOf(_facts.Source, _now).IsProven);
    }
}
