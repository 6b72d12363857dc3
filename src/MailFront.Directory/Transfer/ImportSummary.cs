namespace MailFront.Directory.Transfer;

/// <summary>What an import did, or would do.</summary>
/// <param name="Changed">Entries added or changed.</param>
/// <param name="Unchanged">Entries that were there already, the same.</param>
/// <param name="Skipped">Records with nothing to store: tombstones and intermediate levels of a dump.</param>
/// <param name="Bad">Bad lines.</param>
/// <param name="FirstBadLines">The first of them, at most <see cref="MaxBadLines"/>.</param>
/// <param name="IsStored">True when the directory has the result: not after a dry run, nor when strictness or a broken file forbade it.</param>
public sealed record ImportSummary(
    long Changed, long Unchanged, long Skipped, long Bad, IReadOnlyList<BadLine> FirstBadLines, bool IsStored)
{
    /// <summary>Most bad lines kept; the option's callback gets all.</summary>
    public const int MaxBadLines = 100;

    /// <summary>Records read.</summary>
    public long Total => Changed + Unchanged + Skipped + Bad;
}
