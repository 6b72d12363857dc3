using MailFront.Authentication.Checkers;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Lanes;

/// <summary>
/// The only way to one checker: so many questions at once, so many in line, each with a deadline over waiting and running together.
/// A question whose deadline passed in line is never asked, one whose client left is dropped at once, and no thread waits for either.
/// </summary>
public sealed class CheckerLane
{
    // One line per login refused would let an attack fill the log.
    private const int OverflowLogSeconds = 10;

    private readonly IPasswordChecker _checker;
    private readonly CheckerLaneOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // Guards all below; never held across an await.
    private readonly Lock _gate = new();
    private readonly WaitingLine _line;
    private int _running;
    private LaneCounters _counters;
    private long? _overflowLogged;

    /// <summary>A lane in front of <paramref name="checker"/>.</summary>
    public CheckerLane(IPasswordChecker checker, CheckerLaneOptions options, TimeProvider time, ILogger<CheckerLane> logger)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxRunning);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxWaiting);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Deadline, TimeSpan.Zero);
        _checker = checker;
        _options = options;
        _time = time;
        _logger = logger;
        _line = new WaitingLine(options.MaxWaiting);
    }

    /// <summary>Name of the checker behind the lane.</summary>
    public string Name => _checker.Name;

    /// <summary>Questions the checker thinks about now. Includes those given up which it has not yet let go of.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
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
                return _line.Count;
            }
        }
    }

    /// <summary>How questions ended since start, as one consistent picture.</summary>
    public LaneCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return _counters;
            }
        }
    }

    /// <summary>Asks the checker in turn. Throws <see cref="OperationCanceledException"/> only for <paramref name="cancellationToken"/>.</summary>
    internal async ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (!TryEnter(out Turn? turn))
        {
            return Overflow();
        }

        long asked = _time.GetTimestamp();
        using var end = new CancellationTokenSource(_options.Deadline, _time);
        await using CancellationTokenRegistration caller =
            cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        if (turn is not null && !await GrantedAsync(turn, end.Token))
        {
            return End(cancellationToken);
        }

        // The timer may be late or lose the race against a freed slot: the deadline itself decides, not who woke first.
        if (end.IsCancellationRequested || _time.GetElapsedTime(asked) >= _options.Deadline)
        {
            Exit();
            return End(cancellationToken);
        }

        return await RunWithinAsync(question, end.Token, cancellationToken);
    }

    // True: the caller owns a slot, now (turn is null) or once its turn is granted. False: the line is full.
    private bool TryEnter(out Turn? turn)
    {
        lock (_gate)
        {
            if (_running < _options.MaxRunning)
            {
                turn = null;
                _running++;
                return true;
            }

            turn = _line.TryJoin();
            return turn is not null;
        }
    }

    private LaneOutcome Overflow()
    {
        LaneOutcome outcome = Count(new LaneOutcome(LaneStatus.Overloaded, default));
        long now = _time.GetTimestamp();
        long refused;
        lock (_gate)
        {
            if (_overflowLogged is { } last && _time.GetElapsedTime(last, now).TotalSeconds < OverflowLogSeconds)
            {
                return outcome;
            }

            _overflowLogged = now;
            refused = _counters.Overloaded;
        }

        Log.LaneOverloaded(_logger, Name, _options.MaxWaiting, refused);
        return outcome;
    }

    private async ValueTask<bool> GrantedAsync(Turn turn, CancellationToken end)
    {
        await using CancellationTokenRegistration leave = end.UnsafeRegister(_ => LeaveLine(turn), null);
        return await turn.Ended;
    }

    private void LeaveLine(Turn turn)
    {
        lock (_gate)
        {
            if (!_line.TryRemove(turn))
            {
                return;
            }
        }

        turn.Leave();
    }

    // Frees a slot, or hands it to the next in line.
    private void Exit()
    {
        Turn? next;
        lock (_gate)
        {
            if (!_line.TryTakeNext(out next))
            {
                _running--;
                return;
            }
        }

        next.Grant();
    }

    private async ValueTask<LaneOutcome> RunWithinAsync(PasswordQuestion question, CancellationToken end, CancellationToken cancellationToken)
    {
        // A checker that does not heed cancellation keeps its slot, so that no more than MaxRunning ever burden the other system,
        // but it does not keep the client waiting. RunAsync handles what the abandoned call ends with.
        var answer = new LaneAnswer();
        answer.Run = RunAsync(question, answer, end);
        await using CancellationTokenRegistration giveUp =
            end.UnsafeRegister(static answer => ((LaneAnswer)answer!).GiveUp(), answer);

        // Our own deadline is no cancellation to the caller: it is an outcome.
        return await answer.Given is { } outcome ? Count(new LaneOutcome(LaneStatus.Answered, outcome)) : End(cancellationToken);
    }

    private async Task RunAsync(PasswordQuestion question, LaneAnswer answer, CancellationToken end)
    {
        CheckOutcome? outcome;
        try
        {
            outcome = await _checker.CheckAsync(question, end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            outcome = null;
        }
        catch (Exception failure)
        {
            // A bug in one checker must cost one question, not the session. The text is not logged: it could quote what was asked.
            Log.CheckerFailed(_logger, Name, failure.GetType().Name);
            outcome = new CheckOutcome(CheckVerdict.Unavailable, "internal failure");
        }

        Exit();
        answer.Give(outcome);
    }

    private LaneOutcome End(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            lock (_gate)
            {
                _counters = _counters with { Abandoned = _counters.Abandoned + 1 };
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return Count(new LaneOutcome(LaneStatus.Expired, default));
    }

    private LaneOutcome Count(LaneOutcome outcome)
    {
        lock (_gate)
        {
            _counters = (outcome.Status, outcome.Answer.Verdict) switch
            {
                (LaneStatus.Overloaded, _) => _counters with { Overloaded = _counters.Overloaded + 1 },
                (LaneStatus.Expired, _) => _counters with { Expired = _counters.Expired + 1 },
                (_, CheckVerdict.Accepted) => _counters with { Accepted = _counters.Accepted + 1 },
                (_, CheckVerdict.Wrong) => _counters with { Wrong = _counters.Wrong + 1 },
                (_, CheckVerdict.UnknownUser) => _counters with { UnknownUser = _counters.UnknownUser + 1 },
                _ => _counters with { Unavailable = _counters.Unavailable + 1 },
            };
        }

        return outcome;
    }
}
