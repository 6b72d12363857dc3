namespace MailFront.Defence.Evidence;

/// <summary>A count that wears off: one less for each leak time. Times are seconds of the table's clock.</summary>
internal struct LeakyCount
{
    private float _level;
    private uint _at;

    /// <summary>What is left of it at <paramref name="now"/> when one leaks in <paramref name="leakSeconds"/>.</summary>
    public readonly float At(uint now, float leakSeconds) => Math.Max(0, _level - ((now - Math.Min(now, _at)) / leakSeconds));

    /// <summary>Adds <paramref name="amount"/>, up to <paramref name="most"/>: whatever was done wears off in a bounded time.</summary>
    public void Add(float amount, uint now, float leakSeconds, float most)
    {
        _level = Math.Min(most, At(now, leakSeconds) + amount);
        _at = now;
    }
}
