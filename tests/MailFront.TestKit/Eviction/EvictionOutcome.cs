namespace MailFront.TestKit.Eviction;

/// <summary>What became of the legitimate connections.</summary>
/// <param name="Legitimate">How many came.</param>
/// <param name="Evicted">How many of them had to go.</param>
/// <param name="Refused">How many of them were not let in.</param>
/// <param name="BotsEvicted">Bots that had to go.</param>
/// <param name="MostPreLogin">Most connections before login at a time.</param>
public sealed record EvictionOutcome(int Legitimate, int Evicted, int Refused, int BotsEvicted, int MostPreLogin)
{
    /// <summary>Share of legitimate connections that had to go.</summary>
    public double EvictedShare => Legitimate == 0 ? 0 : Evicted / (double)Legitimate;

    /// <summary>Share of legitimate connections that were not let in.</summary>
    public double RefusedShare => Legitimate == 0 ? 0 : Refused / (double)Legitimate;
}
