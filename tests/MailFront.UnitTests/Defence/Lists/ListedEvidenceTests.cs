using System.Net;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class ListedEvidenceTests
{
    private static readonly IPAddress _source = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData(LoginClass.New, LoginClass.Suspect, EvidenceKinds.Listed)]
    [InlineData(LoginClass.Suspect, LoginClass.Suspect, EvidenceKinds.Listed)]
    [InlineData(LoginClass.Known, LoginClass.Known, EvidenceKinds.None)]
    public void A_listed_address_makes_unproven_logins_suspect_and_no_others(LoginClass own, LoginClass expected, EvidenceKinds because)
    {
        var evidence = new ListedEvidence(new Fixed(own), new Lists(isListed: true));

        Assert.Equal(new LoginAssessment(expected, because), evidence.Assess(new LoginFacts("jo", _source), TimeSpan.Zero));
    }

    [Fact]
    public void An_address_that_is_not_listed_changes_nothing()
    {
        var evidence = new ListedEvidence(new Fixed(LoginClass.New), new Lists(isListed: false));

        Assert.Equal(new LoginAssessment(LoginClass.New, EvidenceKinds.None), evidence.Assess(new LoginFacts("jo", _source), TimeSpan.Zero));
        Assert.False(evidence.StandingOf(_source, TimeSpan.Zero).IsSuspect);
    }

    [Theory]
    [InlineData(0, true, 1)]
    [InlineData(3, false, 0)]
    public void A_place_where_users_have_logged_in_is_not_even_looked_up(int proven, bool isSuspect, int asked)
    {
        var lists = new Lists(isListed: true);

        var standing = new ListedEvidence(new Fixed(LoginClass.New, proven), lists).StandingOf(_source, TimeSpan.Zero);

        Assert.Equal(new SourceStanding(proven, isSuspect), standing);
        Assert.Equal(asked, lists.Asked);
    }

    [Fact]
    public void Clients_without_an_address_are_not_looked_up()
    {
        var evidence = new ListedEvidence(new Fixed(LoginClass.New), new Lists(isListed: true));

        Assert.Equal(LoginClass.New, evidence.Assess(new LoginFacts("jo", null), TimeSpan.Zero).Class);
    }

    private sealed class Lists(bool isListed) : IListedSources
    {
        public int Asked { get; private set; }

        public bool IsListed(IPAddress source)
        {
            Asked++;
            return isListed;
        }
    }

    private sealed class Fixed(LoginClass own, int proven = 0) : ILoginEvidence
    {
        public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => new(own, EvidenceKinds.None);

        public int FailuresOf(in LoginFacts facts, TimeSpan now) => 0;

        public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => new(proven, false);

        public bool IsProven(in LoginFacts facts, TimeSpan now) => own == LoginClass.Known;

        public bool IsAlarmed(TimeSpan now) => false;

        public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
        {
        }
    }
}
