using MailFront.Defence;
using MailFront.Defence.Rules;

namespace MailFront.Sessions.Rules;

/// <summary>
/// Shows every open connection to the rules, four times a second; a rule takes effect within this interval and the few milliseconds of a sweep.
/// Connections in states that no rule is about cost one comparison.
/// </summary>
public sealed class RuleSweeper
{
    /// <summary>Rest between two sweeps.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // About a millisecond of work; then others may have the thread.
    private const int Slice = 1000;

    private readonly ConnectionLedger _ledger;
    private readonly RuleDesk _desk;
    private readonly TimeProvider _time;
    private readonly StandingRule?[] _slots = new StandingRule?[RuleLimits.MaxRules];
    private IReadOnlyList<StandingRule> _seen = [];
    private StandingRule[] _swept = [];
    private StateSet _states;
    private DefenceMode _mode;

    /// <summary>Sweeps <paramref name="ledger"/> for <paramref name="desk"/>.</summary>
    public RuleSweeper(ConnectionLedger ledger, RuleDesk desk, TimeProvider time)
    {
        _ledger = ledger;
        _desk = desk;
        _time = time;
    }

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await SweepAsync(cancellationToken);
        }
    }

    /// <summary>One sweep. Not for several threads at once.</summary>
    internal async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        TakeRules();
        if (_swept.Length == 0 || _mode == DefenceMode.Off)
        {
            return;
        }

        var looked = 0;
        foreach (var connection in _ledger.Connections)
        {
            if (++looked % Slice == 0)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (_states.Contains(connection.State))
            {
                _desk.Look(connection, _swept);
            }
        }
    }

    private void TakeRules()
    {
        var rules = _desk.Book.Rules;
        var mode = _desk.Mode;
        if (ReferenceEquals(rules, _seen) && mode == _mode)
        {
            return;
        }

        // A mark of another rule at the same place, or of one that only watched until now, must not keep a rule from leaving its record.
        var stale = mode == _mode ? 0 : ulong.MaxValue;
        foreach (var rule in rules.Where(rule => _slots[rule.Slot] != rule))
        {
            stale |= 1UL << rule.Slot;
            _slots[rule.Slot] = rule;
        }

        foreach (var connection in stale == 0 ? [] : _ledger.Connections)
        {
            connection.Unmark(stale);
        }

        _seen = rules;
        _mode = mode;
        _swept = [.. rules.Where(rule => rule.Rule.Action.IsSwept)];
        _states = _swept.Aggregate(default(StateSet), (states, rule) => states | rule.Rule.Condition.States) & ~StateSet.Of(ConnectionState.Closing);
    }
}
