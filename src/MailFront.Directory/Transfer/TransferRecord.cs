namespace MailFront.Directory.Transfer;

/// <summary>One record of an import file.</summary>
/// <param name="Line">Line it begins at, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Internal name, of an entry.</param>
/// <param name="Location">Where it lives, of an entry.</param>
/// <param name="Acl">Its rights; null when the format has none, and those in the directory stay.</param>
/// <param name="Status">Its state, of an entry.</param>
/// <param name="Problem">Words for an administrator, of a bad or broken one.</param>
public readonly record struct TransferRecord(
    long Line, RecordKind Kind, string Name, Location Location, string? Acl, EntryStatus Status, string Problem)
{
    internal static TransferRecord Bad(long line, string problem) =>
        new(line, RecordKind.Bad, string.Empty, default, null, default, problem);

    internal static TransferRecord Broken(long line, string problem) =>
        new(line, RecordKind.Broken, string.Empty, default, null, default, problem);

    internal static TransferRecord Skipped(long line) =>
        new(line, RecordKind.Skipped, string.Empty, default, null, default, string.Empty);
}
