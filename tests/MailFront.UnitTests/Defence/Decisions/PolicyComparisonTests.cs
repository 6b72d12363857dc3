using System.Net;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Decisions;

public sealed class PolicyComparisonTests
{
    private static readonly Verdict _slower = new(VerdictAction.Proceed, VerdictReason.LoginFailed, TimeSpan.FromSeconds(5), default);
    private static readonly Verdict _asBefore = _slower with { Delay = TimeSpan.FromSeconds(3) };
    private static readonly Verdict _denied = new(VerdictAction.Close, VerdictReason.Denied, default, default);

    private readonly PolicyComparison _comparison = new();

    [Fact]
    public void A_user_who_has_logged_in_and_would_have_waited_longer_is_hurt_and_a_guesser_is_slowed()
    {
        Judge("anna", "192.0.2.7", _asBefore, _slower);
        Judge("bert", "198.51.100.7", _asBefore, _slower);
        LogIn("anna", "192.0.2.7");

        var outcome = _comparison.Conclude();

        var hurt = Assert.Single(outcome.Hurt);
        Assert.Equal(Party("anna", "192.0.2.7"), hurt.Party);
        Assert.Equal((1, TimeSpan.FromSeconds(2)), (hurt.Effect.Retimed, hurt.Effect.Later));
        Assert.Equal(Party("bert", "198.51.100.7"), Assert.Single(outcome.Stopped).Party);
    }

    [Fact]
    public void Who_guesses_at_the_name_of_a_user_from_elsewhere_is_not_the_user()
    {
        LogIn("anna", "192.0.2.7");
        Judge("anna", "198.51.100.7", _asBefore, _slower);

        var outcome = _comparison.Conclude();

        Assert.Empty(outcome.Hurt);
        Assert.Equal(Party("anna", "198.51.100.7"), Assert.Single(outcome.Stopped).Party);
    }

    [Fact]
    public void A_source_that_would_have_been_denied_hurts_all_who_have_logged_in_from_it()
    {
        Accept("192.0.2.7", default, _denied);
        LogIn("anna", "192.0.2.7");
        LogIn("bert", "192.0.2.7");
        LogIn("carl", "192.0.2.8");
        Accept("198.51.100.7", default, _denied);

        var outcome = _comparison.Conclude();

        Assert.Equal(["anna", "bert"], outcome.Hurt.Select(hurt => hurt.Party.User).Order());
        Assert.Equal(Party(null, "198.51.100.7"), Assert.Single(outcome.Stopped).Party);
        Assert.Equal((0, 2), (_comparison.Before.Refused, _comparison.After.Refused));
    }

    [Fact]
    public void Who_would_have_been_let_in_is_treated_better()
    {
        Accept("192.0.2.7", _denied, default);
        LogIn("anna", "192.0.2.7");
        Accept("198.51.100.7", _denied, default);

        var outcome = _comparison.Conclude();

        Assert.Equal(Party("anna", "192.0.2.7"), Assert.Single(outcome.Eased).Party);
        Assert.Equal(Party(null, "198.51.100.7"), Assert.Single(outcome.Freed).Party);
    }

    [Fact]
    public void A_class_counts_when_it_becomes_or_ceases_to_be_suspect()
    {
        Assess("anna", LoginClass.New, LoginClass.Suspect);
        Assess("bert", LoginClass.Suspect, LoginClass.Known);
        Assess("carl", LoginClass.New, LoginClass.Known);
        foreach (var user in (string[])["anna", "bert", "carl"])
        {
            LogIn(user, "192.0.2.7");
        }

        var outcome = _comparison.Conclude();

        Assert.Equal("anna", Assert.Single(outcome.Hurt).Party.User);
        Assert.Equal("bert", Assert.Single(outcome.Eased).Party.User);
        Assert.Equal((1, 1), (_comparison.Before.Of(LoginClass.Suspect), _comparison.After.Of(LoginClass.Suspect)));
    }

    [Fact]
    public void Parties_beyond_the_bound_are_counted_and_not_remembered()
    {
        var comparison = new PolicyComparison(most: 2);
        for (var i = 0; i < 5; i++)
        {
            comparison.Note(Verdict(null, $"192.0.2.{i}", default), Verdict(null, $"192.0.2.{i}", _denied));
        }

        Assert.Equal(3, comparison.Forgotten);
        Assert.Equal(2, comparison.Conclude().Stopped.Count);
        Assert.Equal(5, comparison.After.Refused);
    }

    private static AffectedParty Party(string? user, string source) => new(user, IPAddress.Parse(source));

    private static DecisionRecord Verdict(string? user, string source, Verdict verdict) => new()
    {
        Kind = DecisionKind.Verdict,
        Checkpoint = user is null ? Checkpoint.Accept : Checkpoint.Credential,
        Facts = new ClientFacts { User = user, Source = IPAddress.Parse(source) },
        Answer = new DecisionAnswer { Verdict = verdict },
    };

    private void Judge(string user, string source, Verdict before, Verdict after) =>
        _comparison.Note(Verdict(user, source, before), Verdict(user, source, after));

    private void Accept(string source, Verdict before, Verdict after) => _comparison.Note(Verdict(null, source, before), Verdict(null, source, after));

    private void LogIn(string user, string source)
    {
        var record = new DecisionRecord { Kind = DecisionKind.Observed, Login = new LoginFacts(user, IPAddress.Parse(source)), Result = LoginResult.Succeeded };
        _comparison.Note(record, record);
    }

    private void Assess(string user, LoginClass before, LoginClass after)
    {
        var record = new DecisionRecord { Kind = DecisionKind.Assessed, Login = new LoginFacts(user, IPAddress.Parse("192.0.2.7")) };
        _comparison.Note(
            record with { Answer = new DecisionAnswer { Assessment = new LoginAssessment(before, EvidenceKinds.None) } },
            record with { Answer = new DecisionAnswer { Assessment = new LoginAssessment(after, EvidenceKinds.None) } });
    }
}
