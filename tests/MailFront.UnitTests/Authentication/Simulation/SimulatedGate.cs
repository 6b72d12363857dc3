using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// Logins, an order, and a saslauthd of five workers that answers a right password in 15 ms and a wrong one in 2 s: events in the order of their moments,
/// no task, no clock.
/// </summary>
internal sealed class SimulatedGate(ILoginOrder order, Random random)
{
    public const int Workers = 5;

    private const int MostRetries = 2;

    private static readonly TimeSpan _again = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _failure = TimeSpan.FromSeconds(2);

    private readonly PriorityQueue<(Ticket? Ticket, SimulatedLogin? Arrival, bool IsEnd, bool IsExpiry), (TimeSpan At, long Order)> _events = new();
    private readonly Dictionary<Ticket, (SimulatedLogin Login, ReadOut? Watched, bool IsLeft)> _open = [];
    private readonly Classifier _classifier = new();
    private long _eventsMade;
    private TimeSpan? _look;

    /// <summary>Honest logins of users at a place they have proven.</summary>
    public ReadOut Known { get; } = new();

    /// <summary>Honest logins from elsewhere, with a password that the user has used before.</summary>
    public ReadOut New { get; } = new();

    /// <summary>Honest logins from elsewhere with a password never seen, by clients that come again twenty seconds after they were told to try later, twice.</summary>
    public ReadOut Unseen { get; } = new();

    /// <summary>How many of the botnet's logins were taken for new.</summary>
    public int BotsTakenForNew { get; private set; }

    /// <summary>How many of the botnet's logins reached saslauthd.</summary>
    public int BotsAsked { get; private set; }

    /// <summary>Runs all logins. Known users count from <paramref name="knownFrom"/>, new ones from <paramref name="newFrom"/>.</summary>
    public void Run(IEnumerable<SimulatedLogin> logins, TimeSpan knownFrom, TimeSpan newFrom)
    {
        foreach (SimulatedLogin login in logins)
        {
            Add(login.At, null, login);
        }

        while (_events.TryDequeue(out var happens, out (TimeSpan At, long Order) when))
        {
            if (happens.Arrival is { } login)
            {
                Arrive(login, when.At, knownFrom, newFrom);
            }
            else if (happens.Ticket is not { } ticket)
            {
                _look = null;
                order.Advance(when.At);
            }
            else if (happens.IsEnd)
            {
                End(ticket, when.At);
            }
            else
            {
                order.Leave(ticket, happens.IsExpiry, when.At);
                if (ticket.State == TicketState.Expired)
                {
                    ComeAgain(ticket, when.At);
                }
            }

            Wake(when.At);
        }
    }

    private void Arrive(SimulatedLogin login, TimeSpan now, TimeSpan knownFrom, TimeSpan newFrom)
    {
        bool isProven = _classifier.IsProven(login);
        LoginClass loginClass = _classifier.Classify(login, now);
        BotsTakenForNew += login.IsBot && loginClass == LoginClass.New ? 1 : 0;
        ReadOut? watched = null;
        if (!login.IsBot && login.IsRight && login.Since >= (isProven ? knownFrom : newFrom))
        {
            watched = login.IsUnseen ? Unseen : isProven ? Known : New;
            watched.Asked += login.Retries == 0 ? 1 : 0;
        }

        Ticket ticket = new(loginClass, now + _deadline);
        _open.Add(ticket, (login, watched, login.HangsUp));
        order.Enter(ticket, now);
        if (ticket.State == TicketState.Running && !order.Woken.Contains(ticket))
        {
            Start(ticket, now);
        }
        else if (ticket.State == TicketState.Overloaded)
        {
            ComeAgain(ticket, now);
        }
        else if (ticket.State == TicketState.Waiting)
        {
            Add(login.HangsUp ? now : now + _deadline, ticket, isExpiry: !login.HangsUp);
        }
    }

    private void ComeAgain(Ticket ticket, TimeSpan now)
    {
        SimulatedLogin login = _open[ticket].Login;
        if (login is { IsUnseen: true, Retries: < MostRetries })
        {
            Add(now + _again, null, login with { At = now + _again, Retries = login.Retries + 1 });
        }
    }

    private void Start(Ticket ticket, TimeSpan now)
    {
        SimulatedLogin login = _open[ticket].Login;
        BotsAsked += login.IsBot ? 1 : 0;

        // saslauthd does not notice that somebody left: the worker is busy all the same.
        Add(now + (login.IsRight ? TimeSpan.FromMilliseconds(12 + (6 * random.NextDouble())) : _failure), ticket, isEnd: true);
    }

    private void End(Ticket ticket, TimeSpan now)
    {
        (SimulatedLogin login, ReadOut? watched, bool isLeft) = _open[ticket];
        order.End(ticket, login.IsRight ? CheckVerdict.Accepted : CheckVerdict.Wrong, now);
        if (login.IsRight)
        {
            _classifier.Succeeded(login, now);
        }
        else
        {
            // Whether the client is still there makes no difference to what was learned.
            _classifier.Failed(login, now);
        }

        if (now <= ticket.Deadline && !isLeft)
        {
            watched?.Add(now - login.Since);
        }
    }

    private void Wake(TimeSpan now)
    {
        foreach (Ticket ticket in order.Woken)
        {
            if (ticket.State == TicketState.Running)
            {
                Start(ticket, now);
            }
            else if (ticket.State == TicketState.Displaced)
            {
                ComeAgain(ticket, now);
            }
        }

        order.Woken.Clear();
        if (order.NextChange is { } change && (_look is null || change < _look))
        {
            _look = change > now ? change : now;
            Add(_look.Value, null);
        }
    }

    private void Add(TimeSpan at, Ticket? ticket, SimulatedLogin? arrival = null, bool isEnd = false, bool isExpiry = false) =>
        _events.Enqueue((ticket, arrival, isEnd, isExpiry), (at, _eventsMade++));
}
