namespace MailFront.TestKit.Eviction;

/// <summary>A population logs in while bots take every place they can get.</summary>
public sealed record EvictionScenario
{
    /// <summary>Who goes.</summary>
    public EvictionRuleKind Rule { get; init; }

    /// <summary>Most connections before login.</summary>
    public int Cap { get; init; } = 10_000;

    /// <summary>Legitimate connections a second.</summary>
    public double LegitimateRate { get; init; } = 50;

    /// <summary>Bots that connect and say nothing, a second (A10).</summary>
    public double IdleRate { get; init; } = 1000;

    /// <summary>Bots that fail once and hold the connection, a second (A2).</summary>
    public double FailingRate { get; init; } = 100;

    /// <summary>Addresses the bots have.</summary>
    public int BotAddresses { get; init; } = 20_000;

    /// <summary>How long a question to the checker takes at most; on average half of it.</summary>
    public TimeSpan SlowChecker { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Length. Counting begins when a third has passed.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Seed of everything that is left to chance.</summary>
    public int Seed { get; init; } = 1;
}
