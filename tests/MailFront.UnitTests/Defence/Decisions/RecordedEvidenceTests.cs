using System.Net;
using MailFront.Defence.Decisions;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Decisions;

public sealed class RecordedEvidenceTests
{
    private static readonly LoginFacts _anna = new("anna", IPAddress.Parse("192.0.2.7"));

    private readonly ListSink _sink = new();
    private readonly GatedEvidence _evidence;
    private readonly RecordedEvidence _recorded;

    public RecordedEvidenceTests()
    {
        _evidence = new GatedEvidence(_sink.Gate);
        _recorded = new RecordedEvidence(_evidence, _sink);
    }

    [Fact]
    public void Each_answer_comes_about_and_is_recorded_under_the_gate()
    {
        _recorded.Assess(_anna, TimeSpan.FromSeconds(1));
        _recorded.Observe(_anna, LoginResult.Failed, TimeSpan.FromSeconds(2));
        _recorded.FailuresOf(_anna, TimeSpan.FromSeconds(3));
        _recorded.StandingOf(_anna.Source, TimeSpan.FromSeconds(4));
        _evidence.IsAtWork = true;
        _recorded.IsAlarmed(TimeSpan.FromSeconds(5));

        Assert.Equal(5, _evidence.Asked);
        Assert.Equal(
            [DecisionKind.Assessed, DecisionKind.Observed, DecisionKind.Failures, DecisionKind.Standing, DecisionKind.Alarm],
            _sink.Records.Select(record => record.Kind));
        Assert.Equal([1, 2, 3, 4, 5], _sink.Records.Select(record => record.At.TotalSeconds));
    }

    [Fact]
    public void The_alarm_is_recorded_when_it_begins_and_ends_only()
    {
        foreach (var isAtWork in (bool[])[false, true, true, false, false])
        {
            _evidence.IsAtWork = isAtWork;
            Assert.Equal(isAtWork, _recorded.IsAlarmed(TimeSpan.Zero));
        }

        Assert.Equal([true, false], _sink.Records.Select(record => record.Answer.IsAlarmed));
    }

    private sealed class ListSink : IDecisionSink
    {
        public Lock Gate { get; } = new();

        public List<DecisionRecord> Records { get; } = [];

        public void Record(in DecisionRecord record)
        {
            Assert.True(Gate.IsHeldByCurrentThread);
            Records.Add(record);
        }
    }

    private sealed class GatedEvidence(Lock gate) : ILoginEvidence
    {
        public int Asked { get; private set; }

        public bool IsAtWork { get; set; }

        public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => Ask(new LoginAssessment(LoginClass.New, EvidenceKinds.None));

        public int FailuresOf(in LoginFacts facts, TimeSpan now) => Ask(2);

        public bool IsProven(in LoginFacts facts, TimeSpan now) => Ask(true);

        public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => Ask(new SourceStanding(1, false));

        public bool IsAlarmed(TimeSpan now) => Ask(IsAtWork);

        public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now) => Ask(true);

        private T Ask<T>(T answer)
        {
            Assert.True(gate.IsHeldByCurrentThread);
            Asked++;
            return answer;
        }
    }
}
