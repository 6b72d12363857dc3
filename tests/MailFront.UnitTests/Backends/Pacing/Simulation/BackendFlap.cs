using MailFront.Backends;
using MailFront.Backends.Health;
using MailFront.Backends.Pacing;
using MailFront.Protocol;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Backends.Pacing.Simulation;

/// <summary>
/// A backend with many idle sessions dies, is gone for a while and comes back; all its clients log in again. The budget and the health watch are
/// the real ones, driven as the connector drives them; clients, network and backend are a model on a clock that moves in small steps.
/// </summary>
internal sealed class BackendFlap(int sessions, TimeSpan outage, BackendPacingOptions options, int seed)
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _loginTakes = TimeSpan.FromMilliseconds(50);
    private static readonly BackendEndpoint _endpoint = new() { Name = "be1", Host = "be1" };

    private readonly Random _random = new(seed);
    private readonly ManualTimeProvider _time = new();
    private readonly BackendBudget _budget = new("be1");
    private readonly PriorityQueue<int, TimeSpan> _arrivals = new();
    private readonly PriorityQueue<(bool IsTrial, HealthAdvice Advice, bool IsUp), TimeSpan> _running = new();
    private readonly List<HeldLogin> _held = [];
    private readonly List<TimeSpan> _starts = [];
    private readonly List<TimeSpan> _back = [];
    private readonly List<TimeSpan> _ends = [];
    private int _refusals;
    private int _mostWaiting;

    /// <summary>Longest that clients wait before they come back after they were let go; after a refusal they wait ten times that.</summary>
    public TimeSpan ClientsReturnWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Runs for <paramref name="length"/>.</summary>
    public FlapReadOut Run(TimeSpan length)
    {
        var health = new BackendHealth(new BackendHealthOptions(), _time);
        LogInOnce();
        for (var i = 0; i < sessions; i++)
        {
            _budget.SessionBegan();
        }

        for (var i = 0; i < sessions; i++)
        {
            var end = options.DisconnectSpread > TimeSpan.Zero ? _budget.SessionLost(TimeSpan.Zero, options.DisconnectSpread) : TimeSpan.Zero;
            _ends.Add(end);
            _arrivals.Enqueue(i, end + (_random.NextDouble() * ClientsReturnWithin));
        }

        for (var now = TimeSpan.Zero; now < length && _back.Count < sessions; now += _step)
        {
            EndLogins(now, health);
            TakeArrivals(now, health);
            _budget.GiveTurns(now);
            TakeTurns(now, health);
            _time.Advance(_step);
        }

        return new FlapReadOut(_starts, _back, _ends, _refusals, _mostWaiting);
    }

    // The backend was well before.
    private void LogInOnce()
    {
        _budget.TryBegin(TimeSpan.Zero, _endpoint, options, isTrial: false, isUp: true, MailProtocol.Imap);
        _budget.Ended(TimeSpan.Zero, MailProtocol.Imap, isTrial: false, failure: null, isKnown: true);
    }

    private void TakeArrivals(TimeSpan now, BackendHealth health)
    {
        while (_arrivals.TryPeek(out _, out var due) && due <= now)
        {
            _arrivals.Dequeue();
            var advice = health.Ask("be1", MailProtocol.Imap).Advice;
            if (advice == HealthAdvice.FailFast && !_budget.IsWorthWaiting(now))
            {
                Refuse(now);
            }
            else if (_budget.TryBegin(now, _endpoint, options, advice == HealthAdvice.Probe, advice == HealthAdvice.Proceed, MailProtocol.Imap) is not null)
            {
                Start(now, isTrial: false, advice);
            }
            else if (_budget.TryHold(now, isFirst: _random.Next(10) > 0, options.Hold, options.MaxWaitingForOne, out _) is { } held)
            {
                _held.Add(held);
            }
            else
            {
                Refuse(now);
            }
        }

        _mostWaiting = Math.Max(_mostWaiting, _held.Count);
    }

    private void TakeTurns(TimeSpan now, BackendHealth health)
    {
        foreach (var held in _held.Where(held => held.Ended.IsCompletedSuccessfully))
        {
            var end = held.Ended.GetAwaiter().GetResult();
            if (end == HoldEnd.Expired)
            {
                Refuse(now);
                continue;
            }

            var advice = health.Ask("be1", MailProtocol.Imap).Advice;
            if (advice == HealthAdvice.FailFast)
            {
                _budget.Ended(now, MailProtocol.Imap, end == HoldEnd.Trial, failure: null, isKnown: false);
                Refuse(now);
                continue;
            }

            Start(now, end == HoldEnd.Trial, advice);
        }

        _held.RemoveAll(held => held.Ended.IsCompleted);
    }

    private void Start(TimeSpan now, bool isTrial, HealthAdvice advice)
    {
        _starts.Add(now);
        var isUp = now >= outage;
        _running.Enqueue((isTrial, advice, isUp), now + (isUp ? _loginTakes : TimeSpan.Zero));
    }

    private void EndLogins(TimeSpan now, BackendHealth health)
    {
        while (_running.TryPeek(out var login, out var due) && due <= now)
        {
            _running.Dequeue();
            if (login.IsUp)
            {
                health.Succeeded("be1", MailProtocol.Imap);
                _budget.Ended(now, MailProtocol.Imap, login.IsTrial, failure: null, isKnown: true);
                _back.Add(now);
                continue;
            }

            if (health.Failed("be1", MailProtocol.Imap, login.Advice))
            {
                _budget.WentDown(now, MailProtocol.Imap);
            }

            var refused = new BackendFailure("be1", BackendFailureKind.Unreachable, BackendStep.Connect, "refused");
            _budget.Ended(now, MailProtocol.Imap, login.IsTrial, refused, isKnown: true);
            Refuse(now);
        }
    }

    private void Refuse(TimeSpan now)
    {
        _refusals++;
        _arrivals.Enqueue(0, now + (_random.NextDouble() * 10 * ClientsReturnWithin));
    }
}
