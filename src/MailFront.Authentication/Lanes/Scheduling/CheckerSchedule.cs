using System.Diagnostics.CodeAnalysis;
using MailFront.Authentication.Checkers;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Decides which question runs next, where, and which never will. Pure: it is told the moment, starts nothing and waits for nothing. Not thread-safe;
/// <see cref="CheckerGroup"/> holds the lock. Questions whose state changed while they waited are in <see cref="Woken"/> until it is cleared.
/// </summary>
internal sealed class CheckerSchedule
{
    // Right passwords take milliseconds: a line of new logins that stands for so long will not be served in order before most have given up.
    private static readonly TimeSpan _newPatience = TimeSpan.FromSeconds(2);

    private static readonly LoginClass[] _byRank = [LoginClass.Known, LoginClass.New, LoginClass.Suspect];

    private readonly EndpointLoad[] _endpoints;
    private readonly ClassTally[] _tallies = [.. _byRank.Select(loginClass => new ClassTally(loginClass))];
    private readonly ClassQueue _queue;
    private readonly SlotShares _shares;
    private readonly SlotBudget _suspectBudget;
    private readonly NewcomerRecord _newcomers = new();
    private int _turn;

    /// <summary>A schedule for endpoints of these names and limits.</summary>
    public CheckerSchedule(IEnumerable<(string Name, int Limit)> endpoints, CheckerGroupOptions options)
    {
        _endpoints = [.. endpoints.Select(static (endpoint, index) => new EndpointLoad(index, endpoint.Name, endpoint.Limit))];
        _queue = new ClassQueue(options.MaxWaiting);
        _shares = new SlotShares(options.ReservedForKnown);
        _suspectBudget = new SlotBudget(options.SuspectShare);
        Settle(TimeSpan.Zero);
    }

    /// <summary>Questions that waited and now run, or never will. The caller tells them and clears the list.</summary>
    public List<Ticket> Woken { get; } = [];

    /// <summary>The endpoints.</summary>
    public IReadOnlyList<EndpointLoad> Endpoints => _endpoints;

    /// <summary>Questions in line.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Questions in slots.</summary>
    public int Running => _endpoints.Sum(static endpoint => endpoint.Running);

    /// <summary>A question arrives. Afterwards it runs, waits, or is refused, as its state says.</summary>
    public void Enter(Ticket ticket, TimeSpan now)
    {
        if (!IsAnyUsable(ticket.Class, now))
        {
            Finish(ticket, TicketState.Down);
            return;
        }

        // Who can start at once needs no place in line.
        if (CanStart(ticket, now, out EndpointLoad? endpoint) && !IsAnyoneBefore(ticket))
        {
            Start(ticket, endpoint, now);
            return;
        }

        OrderNew(now);
        if (!_queue.TryJoin(ticket, out Ticket? displaced))
        {
            Finish(ticket, TicketState.Overloaded);
            return;
        }

        ticket.State = TicketState.Waiting;
        ticket.Entered = now;
        if (displaced is not null)
        {
            Wake(displaced, TicketState.Displaced, now);
        }

        Advance(now);
    }

    /// <summary>Starts whatever may start now. Called after slots have become free and at <see cref="NextChange"/>.</summary>
    public void Advance(TimeSpan now)
    {
        Settle(now);
        OrderNew(now);
        while (TryStartNext(now))
        {
        }
    }

    /// <summary>A waiting question's deadline passed, or its client left. False when it no longer waits.</summary>
    public bool Leave(Ticket ticket, bool isExpired, TimeSpan now)
    {
        if (ticket.State != TicketState.Waiting)
        {
            return false;
        }

        _queue.Remove(ticket);
        Wake(ticket, isExpired ? TicketState.Expired : TicketState.Abandoned, now);
        return true;
    }

    /// <summary>A running question's deadline passed, and nobody waits for its answer; it keeps its slot until <see cref="End"/>.</summary>
    public void GiveUp(Ticket ticket, TimeSpan now)
    {
        if (ticket.State != TicketState.Running || ticket.IsGivenUp)
        {
            return;
        }

        ticket.IsGivenUp = true;
        TallyOf(ticket).Ended(TicketState.Expired);
        ticket.Endpoint?.TimedOut(ticket, now);
        PutOutIfAllAreDown(now);
    }

    /// <summary>A running question gives its slot back: with a verdict, or with null when the checker heeded its deadline. Ends with <see cref="Advance"/>.</summary>
    public void End(Ticket ticket, CheckVerdict? verdict, TimeSpan now)
    {
        ClassTally tally = TallyOf(ticket);
        TimeSpan ran = now - ticket.Started;
        tally.Running--;
        (verdict == CheckVerdict.Accepted ? tally.RunSuccess : tally.RunFailure).Add(ran);
        if (verdict is { } answer && !ticket.IsGivenUp)
        {
            tally.Answered(answer);
        }
        else if (!ticket.IsGivenUp)
        {
            tally.Ended(TicketState.Expired);
        }

        if (ticket.Class == LoginClass.New && verdict is { } word && word != CheckVerdict.Unavailable)
        {
            _newcomers.Answered(word == CheckVerdict.Accepted);
        }

        ticket.Ran += ran;
        ticket.State = TicketState.Ended;
        ticket.Endpoint?.End(ticket, verdict, now);
        PutOutIfAllAreDown(now);
        Advance(now);
    }

    /// <summary>A question that got a slot too late, or for a client that has left, gives it back unused. Ends with <see cref="Advance"/>.</summary>
    public void Withdraw(Ticket ticket, bool isExpired, TimeSpan now)
    {
        ClassTally tally = TallyOf(ticket);
        tally.Running--;
        Finish(ticket, isExpired ? TicketState.Expired : TicketState.Abandoned);
        ticket.Endpoint?.Withdraw(ticket);
        Advance(now);
    }

    /// <summary>
    /// Sends a question back into line whose endpoint was unavailable, if this was its first try and another endpoint works. Ends with <see cref="Advance"/>.
    /// </summary>
    public bool TryFailOver(Ticket ticket, TimeSpan now)
    {
        if (ticket.Avoided is not null || ticket.Deadline <= now || !IsAnotherClosed(ticket.Endpoint))
        {
            return false;
        }

        TallyOf(ticket).FailedOver();
        ticket.Avoided = ticket.Endpoint;
        ticket.State = TicketState.Waiting;
        ticket.Entered = now;
        _queue.Rejoin(ticket);
        Advance(now);
        return true;
    }

    /// <summary>When waiting questions may be able to start although no slot becomes free; null when they can not.</summary>
    public TimeSpan? NextChange => _queue.CountOf(LoginClass.Suspect) > 0 ? _suspectBudget.NextStart : null;

    /// <summary>How long the login has waited, suspects left out, that has waited longest.</summary>
    public TimeSpan LongestWait(TimeSpan now) => _queue.Oldest is { } oldest ? now - oldest : TimeSpan.Zero;

    /// <summary>The numbers of the classes, in their order.</summary>
    public IReadOnlyList<ClassSnapshot> ClassSnapshots() =>
        [.. _byRank.Select((loginClass, rank) => _tallies[rank].ToSnapshot(_queue.CountOf(loginClass)))];

    private void OrderNew(TimeSpan now) =>
        _queue.IsNewestNewFirst = _newcomers.IsBad || (_queue.OldestNew is { } oldest && now - oldest >= _newPatience);

    private ClassTally TallyOf(Ticket ticket) => _tallies[Array.IndexOf(_byRank, ticket.Class)];

    private bool TryStartNext(TimeSpan now)
    {
        foreach (LoginClass loginClass in _byRank)
        {
            while (_queue.TryPeek(loginClass, out Ticket? ticket))
            {
                if (ticket.Deadline <= now)
                {
                    Leave(ticket, isExpired: true, now);
                }
                else if (CanStart(ticket, now, out EndpointLoad? endpoint))
                {
                    _queue.Remove(ticket);
                    Woken.Add(ticket);
                    ticket.Waited += now - ticket.Entered;
                    Start(ticket, endpoint, now);
                    return true;
                }
                else
                {
                    break;
                }
            }
        }

        return false;
    }

    private bool IsAnyoneBefore(Ticket ticket) => ticket.Class != LoginClass.Suspect && _queue.CountOf(ticket.Class) > 0;

    private bool CanStart(Ticket ticket, TimeSpan now, [NotNullWhen(true)] out EndpointLoad? endpoint)
    {
        endpoint = null;
        SlotUse use = default;
        EndpointLoad? best = null;
        for (int i = 0; i < _endpoints.Length; i++)
        {
            // Equally loaded endpoints take turns.
            EndpointLoad candidate = _endpoints[(_turn + i) % _endpoints.Length];
            if (candidate.IsClosed)
            {
                use = candidate.AddTo(use, now);
                best = IsBetter(candidate, best, ticket) ? candidate : best;
            }
            else if (candidate.HasRoom && candidate.Breaker.AllowsProbe(ticket.Class, now))
            {
                // Otherwise an endpoint would never be found to be back while another one has room.
                endpoint = candidate;
                return true;
            }
        }

        if (best is null || !_shares.Allows(ticket.Class, use, _newcomers.IsBad))
        {
            return false;
        }

        if (ticket.Class == LoginClass.Suspect)
        {
            Settle(now);
            if (!_suspectBudget.AllowsStart)
            {
                return false;
            }
        }

        endpoint = best;
        return true;
    }

    private bool IsBetter(EndpointLoad candidate, EndpointLoad? best, Ticket ticket) =>
        candidate.HasRoom
        && (candidate != ticket.Avoided || !IsAnotherClosed(candidate))
        && (best is null || (long)candidate.Running * best.Limit < (long)best.Running * candidate.Limit);

    private bool IsAnotherClosed(EndpointLoad? endpoint)
    {
        foreach (EndpointLoad other in _endpoints)
        {
            if (other != endpoint && other.IsClosed)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAnyUsable(LoginClass loginClass, TimeSpan now)
    {
        foreach (EndpointLoad endpoint in _endpoints)
        {
            if (endpoint.IsClosed || (endpoint.HasRoom && endpoint.Breaker.AllowsProbe(loginClass, now)))
            {
                return true;
            }
        }

        return false;
    }

    private void Start(Ticket ticket, EndpointLoad endpoint, TimeSpan now)
    {
        ticket.State = TicketState.Running;
        endpoint.Begin(ticket, now);
        _turn = (endpoint.Index + 1) % _endpoints.Length;
        ClassTally tally = TallyOf(ticket);
        tally.Running++;
        tally.Wait.Add(ticket.Waited);
        Settle(now);
    }

    private void Settle(TimeSpan now)
    {
        int limit = 0;
        foreach (EndpointLoad endpoint in _endpoints)
        {
            limit += endpoint.IsClosed ? endpoint.Limit : 0;
        }

        _suspectBudget.Settle(now, limit, _tallies[^1].Running);
    }

    private void PutOutIfAllAreDown(TimeSpan now)
    {
        if (_queue.Count == 0 || IsAnotherClosed(null))
        {
            return;
        }

        foreach (LoginClass loginClass in _byRank)
        {
            while (_queue.TryPeek(loginClass, out Ticket? ticket))
            {
                _queue.Remove(ticket);
                Wake(ticket, TicketState.Down, now);
            }
        }
    }

    private void Wake(Ticket ticket, TicketState state, TimeSpan now)
    {
        ticket.Waited += now - ticket.Entered;
        Finish(ticket, state);
        Woken.Add(ticket);
    }

    private void Finish(Ticket ticket, TicketState state)
    {
        ticket.State = state;
        TallyOf(ticket).Ended(state);
    }
}
