using System.Net;
using MailFront.Defence.Login;
using MailFront.Serving;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Host;

public sealed class AlarmWatchTests
{
    [Fact]
    public void The_alarm_leaves_a_line_when_it_is_raised_and_one_when_it_ends()
    {
        var evidence = new Switch();
        var logger = new RecordingLogger<AlarmWatch>();
        var watch = new AlarmWatch(evidence, new ManualTimeProvider(), logger);

        foreach (bool isAlarmed in (bool[])[false, true, true, false, false])
        {
            evidence.IsOn = isAlarmed;
            watch.Look();
        }

        Assert.Collection(
            logger.Lines,
            line => Assert.StartsWith("3101 Warning: alarm raised", line, StringComparison.Ordinal),
            line => Assert.StartsWith("3102 Warning: alarm ended after ", line, StringComparison.Ordinal));
    }

    private sealed class Switch : ILoginEvidence
    {
        public bool IsOn { get; set; }

        public LoginAssessment Assess(in LoginFacts facts, TimeSpan now) => default;

        public int FailuresOf(in LoginFacts facts, TimeSpan now) => 0;

        public bool IsProven(in LoginFacts facts, TimeSpan now) => false;

        public SourceStanding StandingOf(IPAddress? source, TimeSpan now) => default;

        public bool IsAlarmed(TimeSpan now) => IsOn;

        public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
        {
        }
    }
}
