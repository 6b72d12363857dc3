using MailFront.Authentication.Checkers;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>What one endpoint has to do, what it can take and how it is.</summary>
internal sealed class EndpointLoad(int index, string name, int configuredLimit)
{
    // A right password is found right in tens of milliseconds; what takes longer is most likely a failure's delay.
    private static TimeSpan SlowRun { get; } = TimeSpan.FromMilliseconds(250);

    private readonly AdaptiveLimit _limit = new(configuredLimit);
    private readonly LinkedList<Ticket> _knownByStart = new();
    private readonly DurationTally _runSuccess = new();
    private readonly DurationTally _runFailure = new();
    private TimeSpan _lastAnswer = TimeSpan.MinValue;
    private int _new;
    private int _suspects;
    private long _openings;
    private long _failures;

    /// <summary>Which of the group's endpoints it is.</summary>
    public int Index { get; } = index;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is asked.</summary>
    public CircuitBreaker Breaker { get; } = new();

    /// <summary>Questions at once, as learned.</summary>
    public int Limit => _limit.Current;

    /// <summary>Questions it thinks about now.</summary>
    public int Running => _knownByStart.Count + _new + _suspects;

    /// <summary>Whether one more question fits.</summary>
    public bool HasRoom => Running < Limit;

    /// <summary>Whether it is asked and works.</summary>
    public bool IsClosed => Breaker.State == BreakerState.Closed;

    /// <summary>Adds its slots to <paramref name="use"/>.</summary>
    public SlotUse AddTo(SlotUse use, TimeSpan now)
    {
        int slow = 0;
        for (LinkedListNode<Ticket>? run = _knownByStart.First; run is not null && now - run.Value.Started > SlowRun; run = run.Next)
        {
            slow++;
        }

        return new SlotUse(use.Limit + Limit, use.Known + _knownByStart.Count, use.SlowKnown + slow, use.New + _new, use.Suspect + _suspects);
    }

    /// <summary>Gives the question a slot.</summary>
    public void Begin(Ticket ticket, TimeSpan now)
    {
        ticket.Endpoint = this;
        ticket.Started = now;
        ticket.IsProbe = !IsClosed;
        if (ticket.IsProbe)
        {
            Breaker.BeginProbe();
        }

        switch (ticket.Class)
        {
            case LoginClass.Suspect:
                _suspects++;
                break;
            case LoginClass.New:
                _new++;
                break;
            default:
                ticket.Place = _knownByStart.AddLast(ticket);
                break;
        }
    }

    /// <summary>Takes the slot back and learns from the answer; null when it heeded its deadline.</summary>
    public void End(Ticket ticket, CheckVerdict? verdict, TimeSpan now)
    {
        Free(ticket);
        TimeSpan ran = now - ticket.Started;
        (verdict == CheckVerdict.Accepted ? _runSuccess : _runFailure).Add(ran);
        if (verdict is null or CheckVerdict.Unavailable)
        {
            if (!ticket.IsGivenUp)
            {
                Blame(ticket, verdict, now);
            }
        }
        else
        {
            _lastAnswer = now;
            Breaker.Answered();
        }

        if (verdict == CheckVerdict.Accepted)
        {
            _limit.Succeeded(now, ran, ticket.Waited);
        }
    }

    /// <summary>
    /// The deadline passed while it thought. That counts against it only if nothing it was asked later has been answered, and never for a suspect, whose
    /// failure may be delayed on purpose for longer than we wait.
    /// </summary>
    public void TimedOut(Ticket ticket, TimeSpan now)
    {
        if (ticket.Class == LoginClass.Suspect || _lastAnswer >= ticket.Started)
        {
            AbandonProbe(ticket);
        }
        else
        {
            Fail(ticket, now);
        }
    }

    /// <summary>Takes the slot back of a question that was never sent.</summary>
    public void Withdraw(Ticket ticket)
    {
        Free(ticket);
        AbandonProbe(ticket);
    }

    /// <summary>Its numbers.</summary>
    public EndpointSnapshot ToSnapshot() => new()
    {
        Name = Name,
        Running = Running,
        Limit = Limit,
        ConfiguredLimit = configuredLimit,
        Breaker = Breaker.State,
        BreakerOpenings = _openings,
        Failures = _failures,
        RunSuccess = _runSuccess.ToSnapshot(),
        RunFailure = _runFailure.ToSnapshot(),
    };

    private void Blame(Ticket ticket, CheckVerdict? verdict, TimeSpan now)
    {
        if (verdict is null)
        {
            TimedOut(ticket, now);
        }
        else
        {
            Fail(ticket, now);
        }
    }

    private void Fail(Ticket ticket, TimeSpan now)
    {
        _failures++;
        BreakerState before = Breaker.State;
        Breaker.Failed(now, ticket.IsProbe);
        ticket.IsProbe = false;
        if (before == BreakerState.Closed && Breaker.State == BreakerState.Open)
        {
            _openings++;
        }
    }

    private void AbandonProbe(Ticket ticket)
    {
        if (ticket.IsProbe)
        {
            Breaker.AbandonProbe();
            ticket.IsProbe = false;
        }
    }

    private void Free(Ticket ticket)
    {
        switch (ticket.Class)
        {
            case LoginClass.Suspect:
                _suspects--;
                break;
            case LoginClass.New:
                _new--;
                break;
            default:
                if (ticket.Place is { } place)
                {
                    _knownByStart.Remove(place);
                    ticket.Place = null;
                }

                break;
        }
    }
}
