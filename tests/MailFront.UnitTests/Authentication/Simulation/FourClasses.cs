using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>The product's policy before a saslauthd of five workers.</summary>
internal sealed class FourClasses(CheckerGroupOptions options) : ILoginOrder
{
    public CheckerSchedule Schedule { get; } = new([("saslauthd", SimulatedGate.Workers)], options);

    public List<Ticket> Woken => Schedule.Woken;

    public TimeSpan? NextChange => Schedule.NextChange;

    public void Enter(Ticket ticket, TimeSpan now) => Schedule.Enter(ticket, now);

    public void Leave(Ticket ticket, bool isExpired, TimeSpan now) => Schedule.Leave(ticket, isExpired, now);

    public void End(Ticket ticket, CheckVerdict verdict, TimeSpan now) => Schedule.End(ticket, verdict, now);

    public void Advance(TimeSpan now) => Schedule.Advance(now);
}
