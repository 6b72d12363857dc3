using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;
using Microsoft.Extensions.Logging;

namespace MailFront.Sessions.Rules;

/// <summary>
/// Where connections meet the operator's rules: <c>close</c> and <c>log</c> act on what stands open, when <see cref="RuleSweeper"/> comes by;
/// <c>class</c> and <c>delay</c> where a login is judged. Each rule acts on a connection as long as its condition holds and leaves one record.
/// Thread-safe.
/// </summary>
public sealed class RuleDesk
{
    // Under an attack of 100 failures a second the verdicts reach back 40 s; what rules did is kept apart, and longer.
    private const int VerdictsKept = 4096;
    private const int ActionsKept = 1024;

    private readonly DefenceEngine _defence;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>A desk without rules.</summary>
    public RuleDesk(DefenceEngine defence, TimeProvider time, ILogger<RuleDesk> logger)
    {
        _defence = defence;
        _time = time;
        _logger = logger;
        Withheld = new WithheldVerdicts(time, logger);
    }

    /// <summary>The rules in force.</summary>
    public RuleBook Book { get; } = new();

    /// <summary>What rules did last.</summary>
    public RecentDecisions Actions { get; } = new(ActionsKept);

    /// <summary>How failed logins were judged last.</summary>
    public RecentDecisions Verdicts { get; } = new(VerdictsKept);

    /// <summary>Verdicts that were not carried out.</summary>
    public WithheldVerdicts Withheld { get; }

    /// <summary>Whether rules are carried out, told, or not asked: <c>mailfront_defence</c> counts before each rule's own mode.</summary>
    public DefenceMode Mode => _defence.Options.Mode;

    /// <summary>Puts the configuration's rules into force.</summary>
    public void Load(IReadOnlyList<Rule> rules)
    {
        var dropped = Book.Load(rules);
        if (dropped.Count > 0)
        {
            RuleLog.LiveRulesDropped(_logger, string.Join(' ', dropped));
        }
    }

    /// <summary>Leaves a line about a change that an operator made while the server runs.</summary>
    public void NoteChange(string rule, string change, string text) => RuleLog.RuleChanged(_logger, rule, change, text);

    /// <summary>Leaves a line about connections that an operator has closed; <paramref name="whom"/> must be safe for a log.</summary>
    public void NoteKick(int count, string whom) => RuleLog.Kicked(_logger, count, whom);

    /// <summary>The class that the first rule that matches gives to the login the connection is about to be asked about; null for none.</summary>
    internal LoginClass? ClassFor(ClientConnection connection)
    {
        LoginClass? ruled = null;
        foreach (var rule in Matching(connection, RuleActionKind.Class))
        {
            if (IsEnforced(rule))
            {
                ruled ??= rule.Rule.Action.Class;
            }
        }

        return ruled;
    }

    /// <summary>How much later the rules want a failed login to be answered: the longest delay counts.</summary>
    internal TimeSpan DelayFor(ClientConnection connection)
    {
        var longest = TimeSpan.Zero;
        foreach (var rule in Matching(connection, RuleActionKind.Delay))
        {
            if (IsEnforced(rule) && rule.Rule.Action.Delay > longest)
            {
                longest = rule.Rule.Action.Delay;
            }
        }

        return longest;
    }

    /// <summary>Keeps a verdict for explanations.</summary>
    internal void NoteVerdict(ClientConnection connection, in ClientFacts facts, in Verdict verdict)
    {
        Withheld.Note(verdict, connection.Source);
        Verdicts.Add(new RecentDecision { At = _time.GetUtcNow(), Row = connection.ToRow(), Facts = facts, Verdict = verdict });
    }

    /// <summary>Lets <paramref name="rules"/> look at a connection that stands open.</summary>
    internal void Look(ClientConnection connection, StandingRule[] rules)
    {
        var row = connection.ToRow();
        foreach (var rule in rules)
        {
            if (!rule.Rule.Condition.Matches(row))
            {
                continue;
            }

            Record(connection, rule, row);
            if (rule.Rule.Action.Kind == RuleActionKind.Close && IsEnforced(rule))
            {
                // Who logs in at this very moment is not what the rule has seen, and stays until it looks again.
                connection.End(CloseReason.Rule, force: !row.IsPreLogin);
            }
        }
    }

    private List<StandingRule> Matching(ClientConnection connection, RuleActionKind kind)
    {
        var rules = Book.Rules;
        if (rules.Count == 0 || Mode == DefenceMode.Off || !rules.Any(rule => rule.Rule.Action.Kind == kind))
        {
            return [];
        }

        var row = connection.ToRow();
        var matching = new List<StandingRule>();
        foreach (var rule in rules)
        {
            if (rule.Rule.Action.Kind == kind && rule.Rule.Condition.Matches(row))
            {
                Record(connection, rule, row);
                matching.Add(rule);
            }
        }

        return matching;
    }

    private bool IsEnforced(StandingRule rule) => rule.Rule.Mode == RuleMode.Enforce && Mode == DefenceMode.Enforce;

    private void Record(ClientConnection connection, StandingRule rule, in ConnectionRow row)
    {
        if (!connection.TryMark(rule.Slot))
        {
            return;
        }

        var isEnforced = IsEnforced(rule);
        rule.Count(isEnforced);
        Actions.Add(new RecentDecision { At = _time.GetUtcNow(), Row = row, Rule = rule.Rule, IsEnforced = isEnforced });
        var (name, action) = (rule.Rule.Name, rule.Rule.Action.ToString());
        if (isEnforced)
        {
            RuleLog.Acted(connection.Service.Logger, name, action, ClientAddress.Of(connection.Source), RowText.Of(row), row.Id);
        }
        else
        {
            RuleLog.WouldHaveActed(connection.Service.Logger, name, action, ClientAddress.Of(connection.Source), RowText.Of(row), row.Id);
        }
    }
}
