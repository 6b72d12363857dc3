using System.Numerics;

namespace MailFront.Defence.Rules;

/// <summary>
/// The rules in force: those of the configuration in its order, then those added since. Each change replaces the whole list; who reads it has
/// one picture. Thread-safe.
/// </summary>
public sealed class RuleBook
{
    private readonly Lock _gate = new();
    private IReadOnlyList<Rule> _file = [];
    private StandingRule[] _rules = [];
    private int _lastSlot = -1;

    /// <summary>The rules now.</summary>
    public IReadOnlyList<StandingRule> Rules => Volatile.Read(ref _rules);

    /// <summary>
    /// Puts the configuration's rules into force and drops what was changed since. Rules that stay the same keep their counts. Answers the names of
    /// the rules whose live state is gone.
    /// </summary>
    public IReadOnlyList<string> Load(IReadOnlyList<Rule> file)
    {
        lock (_gate)
        {
            var live = _rules.Where(rule => rule.Origin == RuleOrigin.Live).Select(rule => rule.Rule.Name);
            var removed = _file.Select(rule => rule.Name).Where(name => Array.Find(_rules, rule => rule.Rule.Name == name) is null);
            string[] dropped = [.. live, .. removed];
            _file = file;
            var old = _rules;
            _rules = [];
            foreach (var rule in file.Take(RuleLimits.MaxRules))
            {
                var same = Array.Find(old, standing => standing.Rule.IsSameAs(rule) && standing.Origin == RuleOrigin.File);
                Publish([.. _rules, same ?? new StandingRule(rule, RuleOrigin.File, FreeSlot(old))]);
            }

            return dropped;
        }
    }

    /// <summary>Adds a live rule, or replaces one of that name.</summary>
    public RuleBookOutcome Add(Rule rule)
    {
        lock (_gate)
        {
            var present = Array.Find(_rules, standing => standing.Rule.Name == rule.Name);
            if (present is { Origin: RuleOrigin.File } || (present is not null && _file.Any(known => known.Name == rule.Name)))
            {
                return RuleBookOutcome.NameTaken;
            }

            if (present is null && _rules.Length >= RuleLimits.MaxRules)
            {
                return RuleBookOutcome.Full;
            }

            var next = new StandingRule(rule, RuleOrigin.Live, FreeSlot(present is null ? [] : [present]));
            Publish([.. _rules.Where(standing => standing != present), next]);
            return RuleBookOutcome.Done;
        }
    }

    /// <summary>Takes a rule out of force; one of the configuration comes back with the next reload.</summary>
    public RuleBookOutcome Remove(string name)
    {
        lock (_gate)
        {
            var rest = Array.FindAll(_rules, standing => standing.Rule.Name != name);
            if (rest.Length == _rules.Length)
            {
                return RuleBookOutcome.NotFound;
            }

            Publish(rest);
            return RuleBookOutcome.Done;
        }
    }

    /// <summary>Switches a rule, at its place, between doing and telling; it looks at every connection anew.</summary>
    public RuleBookOutcome SetMode(string name, RuleMode mode)
    {
        lock (_gate)
        {
            var place = Array.FindIndex(_rules, standing => standing.Rule.Name == name);
            if (place < 0)
            {
                return RuleBookOutcome.NotFound;
            }

            if (_rules[place].Rule.Mode != mode)
            {
                var next = (StandingRule[])_rules.Clone();
                var rule = _rules[place].Rule with { Mode = mode };
                var isAsInFile = _file.Any(known => known.IsSameAs(rule));
                next[place] = new StandingRule(rule, isAsInFile ? RuleOrigin.File : RuleOrigin.Live, FreeSlot([_rules[place]]));
                Publish(next);
            }

            return RuleBookOutcome.Done;
        }
    }

    private void Publish(StandingRule[] rules) => Volatile.Write(ref _rules, rules);

    // In turn, so that a slot rests as long as can be before the marks of its last rule would mean another one.
    private int FreeSlot(StandingRule[] leaving)
    {
        ulong taken = 0;
        foreach (var standing in _rules)
        {
            taken |= 1UL << standing.Slot;
        }

        ulong resting = taken;
        foreach (var standing in leaving)
        {
            resting |= 1UL << standing.Slot;
        }

        var free = ~(resting == ulong.MaxValue ? taken : resting);
        if (free == 0)
        {
            free = 1UL << leaving[0].Slot;
        }

        var start = (_lastSlot + 1) % RuleLimits.MaxRules;
        _lastSlot = (start + BitOperations.TrailingZeroCount(BitOperations.RotateRight(free, start))) % RuleLimits.MaxRules;
        return _lastSlot;
    }
}
