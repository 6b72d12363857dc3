using MailFront.Defence.Rules;

namespace MailFront.UnitTests.Defence.Rules;

public sealed class RuleBookTests
{
    private readonly RuleBook _book = new();

    [Fact]
    public void A_reload_keeps_the_counts_of_what_stays_and_drops_what_was_added_or_changed()
    {
        _book.Load([Rule("a"), Rule("b"), Rule("c")]);
        _book.Rules[0].Count(isEnforced: true);
        _book.Add(Rule("live"));
        _book.SetMode("b", RuleMode.Observe);
        _book.Remove("c");

        var dropped = _book.Load([Rule("a"), Rule("b"), Rule("c")]);

        Assert.Equal(["a", "b", "c"], _book.Rules.Select(rule => rule.Rule.Name));
        Assert.All(_book.Rules, rule => Assert.Equal((RuleOrigin.File, RuleMode.Enforce), (rule.Origin, rule.Rule.Mode)));
        Assert.Equal(1, _book.Rules[0].Enforced);
        Assert.Equal(["b", "c", "live"], dropped.Order());
        Assert.Empty(_book.Load([Rule("a")]));
    }

    [Fact]
    public void A_changed_rule_of_the_file_begins_anew()
    {
        _book.Load([Rule("a")]);
        _book.Rules[0].Count(isEnforced: true);

        _book.Load([Rule("a", "parked => close")]);

        Assert.Equal(0, _book.Rules[0].Enforced);
    }

    [Fact]
    public void A_live_rule_is_replaced_by_its_name_and_a_rule_of_the_file_is_not()
    {
        _book.Load([Rule("file")]);

        Assert.Equal(RuleBookOutcome.Done, _book.Add(Rule("live")));
        Assert.Equal(RuleBookOutcome.Done, _book.Add(Rule("live", "parked => close")));
        Assert.Equal(RuleBookOutcome.NameTaken, _book.Add(Rule("file", "parked => close")));
        Assert.Equal(["preauth => log", "parked => close"], _book.Rules.Select(rule => rule.Rule.Text));
    }

    [Fact]
    public void A_mode_is_changed_at_the_rule_s_place_and_changed_back()
    {
        _book.Load([Rule("a"), Rule("b")]);

        Assert.Equal(RuleBookOutcome.Done, _book.SetMode("a", RuleMode.Observe));
        Assert.Equal(("a", RuleMode.Observe, RuleOrigin.Live), (_book.Rules[0].Rule.Name, _book.Rules[0].Rule.Mode, _book.Rules[0].Origin));
        Assert.Equal(RuleBookOutcome.NameTaken, _book.Add(Rule("a")));
        _book.SetMode("a", RuleMode.Enforce);

        Assert.Equal(RuleOrigin.File, _book.Rules[0].Origin);
        Assert.Equal(RuleBookOutcome.NotFound, _book.SetMode("c", RuleMode.Observe));
        Assert.Equal(RuleBookOutcome.NotFound, _book.Remove("c"));
    }

    [Fact]
    public void There_are_64_rules_at_most_each_with_a_slot_of_its_own()
    {
        for (var i = 0; i < RuleLimits.MaxRules; i++)
        {
            Assert.Equal(RuleBookOutcome.Done, _book.Add(Rule($"r{i}")));
        }

        Assert.Equal(RuleBookOutcome.Full, _book.Add(Rule("more")));
        Assert.Equal(RuleBookOutcome.Done, _book.Add(Rule("r7", "parked => log")));
        Assert.Equal(RuleLimits.MaxRules, _book.Rules.Select(rule => rule.Slot).Distinct().Count());
        _book.Load([.. Enumerable.Range(0, RuleLimits.MaxRules).Select(i => Rule($"f{i}"))]);
        _book.Load([.. Enumerable.Range(0, RuleLimits.MaxRules).Select(i => Rule($"f{i}", "parked => close"))]);
        Assert.Equal(RuleLimits.MaxRules, _book.Rules.Select(rule => rule.Slot).Distinct().Count());
    }

    [Fact]
    public void A_slot_rests_before_another_rule_gets_it()
    {
        _book.Add(Rule("a"));
        var slot = _book.Rules[0].Slot;
        _book.Remove("a");

        _book.Add(Rule("b"));

        Assert.NotEqual(slot, _book.Rules[0].Slot);
    }

    private static Rule Rule(string name, string text = "preauth => log")
    {
        Assert.True(RuleParser.TryParse(name, text, out var rule, out _));
        return rule;
    }
}
