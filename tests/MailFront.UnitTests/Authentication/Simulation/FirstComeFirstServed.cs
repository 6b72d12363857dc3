using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>The control: one bounded queue for all, with the same bound and the same deadline.</summary>
internal sealed class FirstComeFirstServed : ILoginOrder
{
    private readonly LinkedList<Ticket> _line = new();
    private int _running;

    public List<Ticket> Woken { get; } = [];

    public TimeSpan? NextChange => null;

    public void Enter(Ticket ticket, TimeSpan now)
    {
        ticket.State = _line.Count < new CheckerGroupOptions().MaxWaiting ? TicketState.Waiting : TicketState.Overloaded;
        if (ticket.State == TicketState.Waiting)
        {
            _line.AddLast(ticket);
            Advance(now);
        }
    }

    public void Leave(Ticket ticket, bool isExpired, TimeSpan now)
    {
        if (_line.Remove(ticket))
        {
            ticket.State = isExpired ? TicketState.Expired : TicketState.Abandoned;
        }
    }

    public void End(Ticket ticket, CheckVerdict verdict, TimeSpan now)
    {
        _running--;
        ticket.State = TicketState.Ended;
        Advance(now);
    }

    public void Advance(TimeSpan now)
    {
        while (_running < SimulatedGate.Workers && _line.First is { } first)
        {
            _line.RemoveFirst();
            _running++;
            first.Value.State = TicketState.Running;
            Woken.Add(first.Value);
        }
    }
}
