using System.Collections.Concurrent;
using System.Globalization;
using MailFront.Defence.Login;
using MailFront.Protocol;

namespace MailFront.Backends.Pacing;

/// <summary>
/// The login budgets of all backends and the one room in which logins wait for their turn: no thread and no timer of their own, but one timer
/// for the room while anybody waits. One for the process; thread-safe.
/// </summary>
public sealed class BackendPacing : IDisposable
{
    // Names come from the directory too; backends beyond are not limited.
    private const int MaxBackends = 4096;

    // Less than a timer can tell.
    private static readonly TimeSpan _soonest = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<string, BackendBudget> _budgets = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Lock _timerLock = new();
    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private BackendPacingOptions _options;
    private int _waiting;

    /// <summary>Starts with every backend well.</summary>
    public BackendPacing(BackendPacingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(
            static pacing => ((BackendPacing)pacing!).GiveTurns(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The options in force; a reload replaces them.</summary>
    public BackendPacingOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>Logins that wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    internal TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>The backends that were logged in to so far, as they are now.</summary>
    public IReadOnlyList<BackendSnapshot> TakeSnapshots() => [.. _budgets.Values.Select(budget => budget.TakeSnapshot(Now)).OrderBy(now => now.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>The budget of a backend; null when there are too many.</summary>
    internal BackendBudget? Find(string name) =>
        _budgets.TryGetValue(name, out var known) ? known
        : _budgets.Count >= MaxBackends ? null
        : _budgets.GetOrAdd(name, static name => new BackendBudget(name));

    /// <summary>Waits for a login's turn. A pass without refusal is followed by one <see cref="Ended"/>.</summary>
    /// <param name="endpoint">The backend.</param>
    /// <param name="login">The login.</param>
    /// <param name="isTrial">Whether it was chosen to find out if the backend is back: it does not wait.</param>
    /// <param name="isUp">Whether the backend is taken for reachable.</param>
    /// <param name="cancellationToken">The client has left: its place is free at once, and the call ends with an <see cref="OperationCanceledException"/>.</param>
    internal async ValueTask<LoginPass> EnterAsync(
        BackendEndpoint endpoint, BackendLogin login, bool isTrial, bool isUp, CancellationToken cancellationToken)
    {
        if (Find(endpoint.Name) is not { } budget)
        {
            return default;
        }

        var options = Options;
        if (budget.TryBegin(Now, endpoint, options, isTrial, isUp, login.Protocol) is { } pass)
        {
            return pass;
        }

        if (Interlocked.Increment(ref _waiting) > options.MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            budget.CountRefused();
            return Refused(string.Create(CultureInfo.InvariantCulture, $"{options.MaxWaiting} logins wait already, for all backends"));
        }

        try
        {
            return await WaitAsync(budget, login, options, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Whether a login that finds the backend down may wait for it: the outage is young.</summary>
    internal bool IsWorthWaiting(string backend) => Options.Hold > TimeSpan.Zero && Find(backend) is { } budget && budget.IsWorthWaiting(Now);

    /// <summary>A backend counts as down.</summary>
    internal void WentDown(string backend, MailProtocol protocol) => Find(backend)?.WentDown(Now, protocol);

    /// <summary>A login was refused because the backend is down.</summary>
    internal void CountRefused(string backend) => Find(backend)?.CountRefused();

    /// <summary>A login that had a pass is over.</summary>
    /// <param name="pass">Its pass.</param>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="failure">Why it failed; null when it succeeded or was given up.</param>
    /// <param name="isKnown">False when it was given up, and says nothing of the backend.</param>
    internal void Ended(in LoginPass pass, MailProtocol protocol, BackendFailure? failure, bool isKnown)
    {
        if (pass.Budget is not { } budget)
        {
            return;
        }

        budget.Ended(Now, protocol, pass.IsTrial, failure, isKnown);
        if (Waiting > 0)
        {
            ArmFor(budget.GiveTurns(Now));
        }
    }

    private async ValueTask<LoginPass> WaitAsync(BackendBudget budget, BackendLogin login, BackendPacingOptions options, CancellationToken cancellationToken)
    {
        var limit = login.TimeLeft is { } left && left < options.Hold ? left : options.Hold;
        var isFirst = login.Class is null or LoginClass.Verified or LoginClass.Known;
        if (budget.TryHold(Now, isFirst, limit, options.MaxWaitingForOne, out var refusal) is not { } held)
        {
            return Refused(refusal);
        }

        ArmFor(budget.GiveTurns(Now));
        HoldEnd end;
        await using (cancellationToken.UnsafeRegister(static state => Leave(state!), (budget, held)))
        {
            end = await held.Ended;
        }

        var took = Now - held.Entered;
        switch (end)
        {
            case HoldEnd.Turn:
                return new LoginPass(budget, took, null) { HasWaited = true };
            case HoldEnd.Trial:
                return new LoginPass(budget, took, null) { HasWaited = true, IsTrial = true };
            case HoldEnd.Left:
                throw new OperationCanceledException(cancellationToken);
            default:
                return new LoginPass(null, took, string.Create(CultureInfo.InvariantCulture, $"its turn did not come within {took.TotalSeconds:0.0} s"));
        }
    }

    private static LoginPass Refused(string why) => new(null, TimeSpan.Zero, why);

    private static void Leave(object state)
    {
        var (budget, held) = ((BackendBudget, HeldLogin))state;
        budget.Leave(held);
    }

    private void GiveTurns()
    {
        lock (_timerLock)
        {
            _armedFor = TimeSpan.MaxValue;
        }

        var next = TimeSpan.MaxValue;
        foreach (var (_, budget) in _budgets)
        {
            var due = budget.GiveTurns(Now);
            next = due < next ? due : next;
        }

        ArmFor(next);
    }

    private void ArmFor(TimeSpan due)
    {
        if (due == TimeSpan.MaxValue)
        {
            return;
        }

        lock (_timerLock)
        {
            if (due >= _armedFor)
            {
                return;
            }

            _armedFor = due;
            var delay = due - Now;
            _timer.Change(delay > _soonest ? delay : _soonest, Timeout.InfiniteTimeSpan);
        }
    }
}
