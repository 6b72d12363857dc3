namespace MailFront.Load.Measuring;

/// <summary>Memory of a process tree in KiB: resident, proportional (shared pages divided) and anonymous.</summary>
internal readonly record struct MemoryUse(long Rss, long Pss, long Anonymous)
{
    /// <summary>The sum of two trees.</summary>
    public MemoryUse Plus(long rss, long pss, long anonymous) => new(Rss + rss, Pss + pss, Anonymous + anonymous);

    /// <summary>The growth since an earlier moment.</summary>
    public MemoryUse Since(MemoryUse before) => new(Rss - before.Rss, Pss - before.Pss, Anonymous - before.Anonymous);
}
