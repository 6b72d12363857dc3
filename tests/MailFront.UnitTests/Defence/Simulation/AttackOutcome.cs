namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>What one attack came to.</summary>
internal sealed class AttackOutcome
{
    /// <summary>The attacker's logins after the 200th.</summary>
    public Tally Later { get; } = new();

    /// <summary>All of the attacker's logins.</summary>
    public Tally All { get; } = new();

    /// <summary>From the attacker's 200th login to the alarm; null when there was none, below zero when it was faster.</summary>
    public TimeSpan? Detection { get; set; }

    /// <summary>From the end of the attack to the end of the alarm.</summary>
    public TimeSpan? End { get; set; }

    public override string ToString() =>
        $"alarm {Detection?.TotalSeconds.ToString("F0", null) ?? "never"} s after the 200th, ended {End?.TotalSeconds.ToString("F0", null) ?? "never"} s after; all {All}; after the 200th {Later}";
}
