using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>Who goes next: the policy under test, or the control.</summary>
internal interface ILoginOrder
{
    List<Ticket> Woken { get; }

    TimeSpan? NextChange { get; }

    void Enter(Ticket ticket, TimeSpan now);

    void Leave(Ticket ticket, bool isExpired, TimeSpan now);

    void End(Ticket ticket, CheckVerdict verdict, TimeSpan now);

    void Advance(TimeSpan now);
}
