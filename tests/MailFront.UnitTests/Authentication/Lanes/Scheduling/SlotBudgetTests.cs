using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class SlotBudgetTests
{
    private readonly SlotBudget _budget = new(0.4);

    [Fact]
    public void Suspects_use_their_share_in_the_long_run_and_no_more()
    {
        // As many suspects as ten slots hold, 2 s each, whenever the budget allows one.
        double used = 0;
        List<int> ends = [];
        for (int tick = 0; tick < 10_000; tick++)
        {
            used += 0.1 * ends.Count;
            ends.RemoveAll(end => end == tick);
            Settle(tick, ends.Count);
            while (_budget.AllowsStart && ends.Count < 10)
            {
                ends.Add(tick + 20);
                Settle(tick, ends.Count);
            }
        }

        Assert.InRange(used / (1000 * 10), 0.38, 0.42);
    }

    [Fact]
    public void A_debt_is_paid_when_it_says()
    {
        Settle(0, 10);
        Settle(40, 0);
        Assert.False(_budget.AllowsStart);

        TimeSpan next = _budget.NextStart ?? TimeSpan.Zero;
        _budget.Settle(next - TimeSpan.FromMilliseconds(2), 10, 0);
        Assert.False(_budget.AllowsStart);
        _budget.Settle(next, 10, 0);

        Assert.True(_budget.AllowsStart);
        Assert.Null(_budget.NextStart);
    }

    [Fact]
    public void Runs_that_hang_bar_suspects_for_a_while_and_not_for_good()
    {
        Settle(0, 10);
        Settle(36_000, 0);

        Settle(36_000 + 101, 0);

        Assert.True(_budget.AllowsStart);
    }

    [Fact]
    public void While_runs_use_all_that_is_earned_only_their_end_can_let_another_start()
    {
        Settle(0, 10);
        Settle(40, 4);

        Assert.False(_budget.AllowsStart);
        Assert.Null(_budget.NextStart);
    }

    private void Settle(int tenths, int running) => _budget.Settle(TimeSpan.FromSeconds(tenths / 10.0), 10, running);
}
