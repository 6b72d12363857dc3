using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Lanes;

/// <summary>
/// One queue before one or more equal endpoints, and the only way to them. Who is next, and where, is decided by a <see cref="CheckerSchedule"/>; here
/// are the lock, the tasks and the clock around it. No thread waits for an answer.
/// </summary>
/// <typeparam name="TAnswer">What an endpoint answers.</typeparam>
internal sealed class LaneGroup<TAnswer>
    where TAnswer : struct
{
    private readonly string _kind;
    private readonly string[] _endpoints;
    private readonly LaneReading<TAnswer> _reading;
    private readonly CheckerGroupOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;

    // Guards all below; never held across an await.
    private readonly Lock _gate = new();
    private readonly CheckerSchedule _schedule;
    private readonly EndpointWatch[] _watches;

    // One line per login refused would let an attack fill the log.
    private readonly LogPace _overloads = new(TimeSpan.FromSeconds(10));
    private long _refused;
    private ITimer? _timer;

    /// <summary>A group over 1 to 64 <paramref name="endpoints"/>, each with how many questions it takes at once, from 1.</summary>
    /// <param name="kind">What they are, for the log: <c>checker</c>.</param>
    /// <param name="name">Name of the group in logs and metrics.</param>
    /// <param name="endpoints">Names and limits.</param>
    /// <param name="reading">What answers mean.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what an operator should know.</param>
    public LaneGroup(
        string kind,
        string name,
        IReadOnlyList<(string Name, int Limit)> endpoints,
        LaneReading<TAnswer> reading,
        CheckerGroupOptions options,
        TimeProvider time,
        ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfZero(endpoints.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endpoints.Count, 64);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(endpoints.Min(static endpoint => endpoint.Limit));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxWaiting);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline, TimeSpan.Zero);
        Name = name;
        _kind = kind;
        _endpoints = [.. endpoints.Select(static endpoint => endpoint.Name)];
        _reading = reading;
        _options = options;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _schedule = new CheckerSchedule(endpoints, options);
        _watches = [.. _schedule.Endpoints.Select(static endpoint => new EndpointWatch(endpoint))];
    }

    /// <summary>Name in logs and metrics.</summary>
    public string Name { get; }

    /// <summary>Questions the endpoints think about now. Includes those given up which they have not yet let go of.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _schedule.Running;
            }
        }
    }

    /// <summary>Questions in line now.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _schedule.Waiting;
            }
        }
    }

    private string Title => $"{_kind} {Name}";

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>How long the longest wait in line is now, suspects left out, as a share of the deadline.</summary>
    public double WaitShare
    {
        get
        {
            lock (_gate)
            {
                return _schedule.LongestWait(Now) / _options.Deadline;
            }
        }
    }

    /// <summary>All numbers, as one consistent picture.</summary>
    public GroupSnapshot TakeSnapshot()
    {
        lock (_gate)
        {
            return new GroupSnapshot(Name, _schedule.ClassSnapshots(), [.. _schedule.Endpoints.Select(static endpoint => endpoint.ToSnapshot())]);
        }
    }

    /// <summary>
    /// Asks in turn, within the group's deadline. Throws <see cref="OperationCanceledException"/> only for <paramref name="cancellationToken"/>, and only
    /// while the question is in line, which it then leaves at once. One that runs goes on to its answer: the other system's worker is not freed by our
    /// leaving, and what it finds out is worth knowing. Whoever holds a client lets him go by himself.
    /// </summary>
    /// <param name="ask">Asks the endpoint of this index; its token is the deadline.</param>
    /// <param name="loginClass">The class to wait in.</param>
    /// <param name="cancellationToken">The asker leaves.</param>
    public async ValueTask<LaneResult<TAnswer>> AskAsync(
        Func<int, CancellationToken, ValueTask<TAnswer>> ask, LoginClass loginClass, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Ticket ticket = new(loginClass, Now + (_options.LongestWait ?? _options.Deadline));
        (TicketState state, Turn? turn) = Enter(ticket);
        while (true)
        {
            if (turn is not null)
            {
                state = await WaitAsync(ticket, turn, cancellationToken);
            }

            if (state == TicketState.Running && (ticket.Deadline <= Now || cancellationToken.IsCancellationRequested))
            {
                state = Withdraw(ticket, cancellationToken);
            }

            if (state != TicketState.Running)
            {
                return NotAsked(ticket, state, cancellationToken);
            }

            if (await RunWithinAsync(ask, ticket) is not { } answer)
            {
                return new LaneResult<TAnswer>(LaneStatus.Expired, default) { Waited = ticket.Waited, Endpoint = ticket.Endpoint?.Name };
            }

            if (_reading.VerdictOf(answer) != CheckVerdict.Unavailable || !TryFailOver(ticket, out state, out turn))
            {
                return Result(ticket, LaneStatus.Answered, answer);
            }
        }
    }

    private (TicketState State, Turn? Turn) Enter(Ticket ticket)
    {
        long refused = 0;
        (TicketState State, Turn? Turn) place;
        lock (_gate)
        {
            TimeSpan now = Now;
            long before = _refused;
            _schedule.Enter(ticket, now);
            place = Place(ticket);
            WakeAll(now);
            _refused += place.State == TicketState.Overloaded ? 1 : 0;
            if (_refused > before && _overloads.TryPass(now))
            {
                refused = _refused;
            }
        }

        if (refused > 0)
        {
            Log.LaneOverloaded(_logger, Title, _options.MaxWaiting, refused);
        }

        return place;
    }

    private static (TicketState State, Turn? Turn) Place(Ticket ticket)
    {
        ticket.Turn = ticket.State == TicketState.Waiting ? new Turn() : null;
        return (ticket.State, ticket.Turn);
    }

    // Tells those that wait no longer, and looks again when time alone will let someone start.
    private void WakeAll(TimeSpan now)
    {
        foreach (Ticket ticket in _schedule.Woken)
        {
            _refused += ticket.State == TicketState.Displaced ? 1 : 0;
            ticket.Turn?.End(ticket.State);
        }

        _schedule.Woken.Clear();
        if (_schedule.NextChange is { } change)
        {
            _timer ??= _time.CreateTimer(static group => ((LaneGroup<TAnswer>)group!).LookAgain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(change > now ? change - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void LookAgain()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            _schedule.Advance(now);
            WakeAll(now);
        }
    }

    private async ValueTask<TicketState> WaitAsync(Ticket ticket, Turn turn, CancellationToken cancellationToken)
    {
        TimeSpan left = ticket.Deadline - Now;
        using var end = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        await using CancellationTokenRegistration expiry = end.Token.UnsafeRegister(_ => Leave(ticket, isExpired: true), null);
        await using CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(_ => Leave(ticket, isExpired: false), null);
        return await turn.Ended;
    }

    private void Leave(Ticket ticket, bool isExpired)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            _schedule.Leave(ticket, isExpired, now);
            WakeAll(now);
        }
    }

    private TicketState Withdraw(Ticket ticket, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            _schedule.Withdraw(ticket, !cancellationToken.IsCancellationRequested, now);
            WakeAll(now);
            return ticket.State;
        }
    }

    private LaneResult<TAnswer> NotAsked(Ticket ticket, TicketState state, CancellationToken cancellationToken)
    {
        if (state == TicketState.Abandoned)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return state switch
        {
            TicketState.Down => Result(ticket, LaneStatus.Answered, _reading.Unavailable($"{Name} is down")),
            TicketState.Overloaded or TicketState.Displaced => Result(ticket, LaneStatus.Overloaded, default),
            _ => Result(ticket, LaneStatus.Expired, default),
        };
    }

    private static LaneResult<TAnswer> Result(Ticket ticket, LaneStatus status, TAnswer answer) =>
        new(status, answer) { Waited = ticket.Waited, Ran = ticket.Ran, Endpoint = ticket.Endpoint?.Name };

    private async ValueTask<TAnswer?> RunWithinAsync(Func<int, CancellationToken, ValueTask<TAnswer>> ask, Ticket ticket)
    {
        // What has begun is worth waiting for: hanging up would not free a saslauthd worker, and the next question would wait behind it unseen. A
        // checker that does not heed its deadline keeps its slot, so that no more than the limit ever burden the other system, but it does not keep
        // the client waiting. RunAsync owns the source and handles what the abandoned call ends with.
        var end = new CancellationTokenSource(_options.Deadline, _time);
        CancellationToken deadline = end.Token;
        var answer = new LaneAnswer<TAnswer>();
        answer.Run = RunAsync(ask, ticket, answer, end);
        await using CancellationTokenRegistration expiry = deadline.UnsafeRegister(_ => GiveUp(ticket, answer), null);
        return await answer.Given;
    }

    private void GiveUp(Ticket ticket, LaneAnswer<TAnswer> answer)
    {
        Action<ILogger, string>? line;
        lock (_gate)
        {
            TimeSpan now = Now;
            _schedule.GiveUp(ticket, now);
            WakeAll(now);
            line = LookAt(ticket, now);
        }

        line?.Invoke(_logger, Title);
        answer.GiveUp();
    }

    private async Task RunAsync(
        Func<int, CancellationToken, ValueTask<TAnswer>> ask, Ticket ticket, LaneAnswer<TAnswer> answer, CancellationTokenSource end)
    {
        TAnswer? outcome = await AskOneAsync(ask, ticket.Endpoint?.Index ?? 0, end);
        answer.Give(End(ticket, outcome is { } said ? _reading.VerdictOf(said) : null) ? outcome : null);
    }

    // Null when the endpoint heeded the deadline.
    private async ValueTask<TAnswer?> AskOneAsync(Func<int, CancellationToken, ValueTask<TAnswer>> ask, int endpoint, CancellationTokenSource end)
    {
        using CancellationTokenSource deadline = end;
        try
        {
            return await ask(endpoint, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            // A bug in one checker must cost one question, not the session. The text is not logged: it could quote what was asked.
            Log.CheckerFailed(_logger, $"{_kind} {_endpoints[endpoint]}", failure.GetType().Name);
            return _reading.Unavailable("internal failure");
        }
    }

    // True when the answer is still wanted.
    private bool End(Ticket ticket, CheckVerdict? verdict)
    {
        bool isWanted;
        Action<ILogger, string>? line;
        lock (_gate)
        {
            TimeSpan now = Now;
            isWanted = !ticket.IsGivenUp;
            _schedule.End(ticket, verdict, now);
            WakeAll(now);
            line = LookAt(ticket, now);
        }

        line?.Invoke(_logger, Title);
        return isWanted;
    }

    private Action<ILogger, string>? LookAt(Ticket ticket, TimeSpan now) =>
        ticket.Endpoint is { } endpoint ? _watches[endpoint.Index].Look(now) : null;

    private bool TryFailOver(Ticket ticket, out TicketState state, out Turn? turn)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            bool isSent = _schedule.TryFailOver(ticket, now);
            (state, turn) = Place(ticket);
            WakeAll(now);
            return isSent;
        }
    }
}
