using MailFront.TestKit.Eviction;
using Xunit.Abstractions;

namespace MailFront.UnitTests.Defence.Admission;

/// <summary>Bots fill every place before login while a population logs in and the checker is slow.</summary>
public sealed class EvictionSimulationTests(ITestOutputHelper output)
{
    private const double MostLost = 0.001;

    // 500 bots a second fill ten thousand places for twenty seconds each; five a second fail and hold.
    [Theory]
    [InlineData(500, 1)]
    [InlineData(500, 2)]
    [InlineData(600, 3)]
    public void Of_ten_thousand_places_legitimate_users_lose_next_to_none(int rate, int seed)
    {
        var scenario = new EvictionScenario { IdleRate = rate, FailingRate = 5, Seed = seed };

        var outcome = EvictionSimulation.Run(scenario);

        output.WriteLine($"{outcome}");
        Assert.Equal(scenario.Cap, outcome.MostPreLogin);
        Assert.True(outcome.BotsEvicted > 500, $"{outcome}");
        Assert.True(outcome.EvictedShare <= MostLost, $"{outcome}");
        Assert.True(outcome.RefusedShare <= MostLost, $"{outcome}");
    }

    [Fact]
    public void In_a_flood_that_turns_all_places_over_in_two_seconds_the_oldest_first_loses_more_and_refusing_loses_most()
    {
        var flood = new EvictionScenario { Cap = 2000, IdleRate = 1000, FailingRate = 100, Length = TimeSpan.FromSeconds(60) };

        var ours = EvictionSimulation.Run(flood);
        var oldest = EvictionSimulation.Run(flood with { Rule = EvictionRuleKind.OldestFirst });
        var newest = EvictionSimulation.Run(flood with { Rule = EvictionRuleKind.NewestDropped });
        var early = EvictionSimulation.Run(flood with { Rule = EvictionRuleKind.RandomEarly });

        output.WriteLine($"ours {ours}\noldest {oldest}\nnewest {newest}\nearly {early}");
        Assert.True(ours.EvictedShare + ours.RefusedShare < 0.02, $"{ours}");
        Assert.True(oldest.EvictedShare > 4 * ours.EvictedShare, $"{ours} {oldest}");
        Assert.True(newest.RefusedShare > 0.5, $"{newest}");
        Assert.True(early.RefusedShare > 0.5, $"{early}");
    }

    [Fact]
    public void Without_an_attack_nobody_has_to_go()
    {
        var outcome = EvictionSimulation.Run(new EvictionScenario { IdleRate = 0, FailingRate = 0 });

        Assert.Equal(0, outcome.Evicted + outcome.Refused + outcome.BotsEvicted);
    }
}
