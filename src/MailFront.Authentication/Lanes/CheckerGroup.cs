using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;
using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Lanes;

/// <summary>
/// What a word of <c>sasl_pwcheck_method</c> becomes: one queue before one or more equal endpoints, and the only way to them. Who is next, and where, is
/// decided by a <see cref="CheckerSchedule"/>; here are the lock, the tasks and the clock around it. No thread waits for an answer.
/// </summary>
public sealed class CheckerGroup : ICheckerGroup
{
    private readonly CheckerEndpoint[] _endpoints;
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

    /// <summary>A group named <paramref name="name"/> over 1 to 64 <paramref name="endpoints"/>.</summary>
    public CheckerGroup(
        string name, IEnumerable<CheckerEndpoint> endpoints, CheckerGroupOptions options, TimeProvider time, ILogger<CheckerGroup> logger)
    {
        _endpoints = [.. endpoints];
        ArgumentOutOfRangeException.ThrowIfZero(_endpoints.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_endpoints.Length, 64);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_endpoints.Min(static endpoint => endpoint.Limit));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxWaiting);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline, TimeSpan.Zero);
        Name = name;
        _options = options;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _schedule = new CheckerSchedule(_endpoints.Select(static endpoint => (endpoint.Name, endpoint.Limit)), options);
        _watches = [.. _schedule.Endpoints.Select(static endpoint => new EndpointWatch(endpoint))];
    }

    /// <summary>A group over one checker, which gives it its name.</summary>
    public CheckerGroup(IPasswordChecker checker, int limit, CheckerGroupOptions options, TimeProvider time, ILogger<CheckerGroup> logger)
        : this(checker.Name, [new CheckerEndpoint(checker.Name, checker, limit)], options, time, logger)
    {
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Longest time <see cref="AskAsync"/> takes: as long in line as with a checker.</summary>
    public TimeSpan Deadline => 2 * _options.Deadline;

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

    /// <summary>
    /// How long somebody waits in line now, as a share of the deadline: 0 nobody, 1 until it passes. Suspects do not count: they wait by design.
    /// </summary>
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

    private TimeSpan Now => _time.GetElapsedTime(_start);

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
    /// while the question is in line, which it then leaves at once. One that runs goes on to its answer: the checker's worker is not freed by our
    /// leaving, and what it finds out is worth knowing. Whoever holds a client lets him go by himself.
    /// </summary>
    public async ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Ticket ticket = new(loginClass, Now + _options.Deadline);
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

            if (await RunWithinAsync(question, ticket) is not { } answer)
            {
                return new LaneOutcome(LaneStatus.Expired, default) { Waited = ticket.Waited, Endpoint = ticket.Endpoint?.Name };
            }

            if (answer.Verdict != CheckVerdict.Unavailable || !TryFailOver(ticket, out state, out turn))
            {
                return Outcome(ticket, LaneStatus.Answered, answer);
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
            Log.LaneOverloaded(_logger, Name, _options.MaxWaiting, refused);
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
            _timer ??= _time.CreateTimer(static group => ((CheckerGroup)group!).LookAgain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    private LaneOutcome NotAsked(Ticket ticket, TicketState state, CancellationToken cancellationToken)
    {
        if (state == TicketState.Abandoned)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return state switch
        {
            TicketState.Down => Outcome(ticket, LaneStatus.Answered, new CheckOutcome(CheckVerdict.Unavailable, $"{Name} is down")),
            TicketState.Overloaded or TicketState.Displaced => Outcome(ticket, LaneStatus.Overloaded, default),
            _ => Outcome(ticket, LaneStatus.Expired, default),
        };
    }

    private static LaneOutcome Outcome(Ticket ticket, LaneStatus status, CheckOutcome answer) =>
        new(status, answer) { Waited = ticket.Waited, Ran = ticket.Ran, Endpoint = ticket.Endpoint?.Name };

    private async ValueTask<CheckOutcome?> RunWithinAsync(PasswordQuestion question, Ticket ticket)
    {
        // What has begun is worth waiting for: hanging up would not free a saslauthd worker, and the next question would wait behind it unseen. A
        // checker that does not heed its deadline keeps its slot, so that no more than the limit ever burden the other system, but it does not keep
        // the client waiting. RunAsync owns the source and handles what the abandoned call ends with.
        var end = new CancellationTokenSource(_options.Deadline, _time);
        CancellationToken deadline = end.Token;
        var answer = new LaneAnswer();
        answer.Run = RunAsync(question, ticket, answer, end);
        await using CancellationTokenRegistration expiry = deadline.UnsafeRegister(_ => GiveUp(ticket, answer), null);
        return await answer.Given;
    }

    private void GiveUp(Ticket ticket, LaneAnswer answer)
    {
        Action<ILogger, string>? line;
        lock (_gate)
        {
            TimeSpan now = Now;
            _schedule.GiveUp(ticket, now);
            WakeAll(now);
            line = LookAt(ticket, now);
        }

        line?.Invoke(_logger, Name);
        answer.GiveUp();
    }

    private async Task RunAsync(PasswordQuestion question, Ticket ticket, LaneAnswer answer, CancellationTokenSource end)
    {
        CheckOutcome? outcome = await CheckAsync(question, _endpoints[ticket.Endpoint?.Index ?? 0], end);
        answer.Give(End(ticket, outcome?.Verdict) ? outcome : null);
    }

    // Null when the checker heeded the deadline.
    private async ValueTask<CheckOutcome?> CheckAsync(PasswordQuestion question, CheckerEndpoint endpoint, CancellationTokenSource end)
    {
        // The asker wipes its secret at the deadline, while a checker that does not heed it may still be about to read: an LDAP bind with an empty
        // password succeeds.
        using var password = new Secret(question.Password.Bytes);
        using CancellationTokenSource deadline = end;
        try
        {
            return await endpoint.Checker.CheckAsync(question with { Password = password }, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            // A bug in one checker must cost one question, not the session. The text is not logged: it could quote what was asked.
            Log.CheckerFailed(_logger, endpoint.Name, failure.GetType().Name);
            return new CheckOutcome(CheckVerdict.Unavailable, "internal failure");
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

        line?.Invoke(_logger, Name);
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
