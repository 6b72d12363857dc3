using MailFront.Directory.Sqlite;

namespace MailFront.Directory.Transfer;

/// <summary>Brings records into a directory in one transaction: after a failure, a cancellation or a cut-off file it is as before.</summary>
internal sealed class DirectoryImport(ImportOptions options)
{
    private readonly List<BadLine> _firstBadLines = [];
    private long _changed;
    private long _unchanged;
    private long _skipped;
    private long _bad;
    private bool _isBroken;

    /// <summary>Runs it.</summary>
    /// <param name="records">What to import.</param>
    /// <param name="writer">A transaction just begun; null for a dry run without a directory.</param>
    /// <param name="cancellationToken">Leaves the directory as it was.</param>
    public ImportSummary Run(IEnumerable<TransferRecord> records, SqliteDirectoryWriter? writer, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(record, writer);
            if (++total % ImportOptions.ProgressEvery == 0)
            {
                options.OnProgress?.Invoke(total);
            }
        }

        options.OnProgress?.Invoke(total);
        var isStored = writer is not null && !options.IsDryRun && !_isBroken && !(options.IsStrict && _bad > 0);
        if (isStored)
        {
            writer?.Commit();
        }

        return new ImportSummary(_changed, _unchanged, _skipped, _bad, _firstBadLines, isStored);
    }

    private void Take(in TransferRecord record, SqliteDirectoryWriter? writer)
    {
        switch (record.Kind)
        {
            case RecordKind.Entry when writer is null || writer.Put(record.Name, record.Location, record.Acl, record.Status):
                _changed++;
                break;
            case RecordKind.Entry:
                _unchanged++;
                break;
            case RecordKind.Skipped:
                _skipped++;
                break;
            default:
                _isBroken |= record.Kind == RecordKind.Broken;
                TakeBad(new BadLine(record.Line, record.Problem));
                break;
        }
    }

    private void TakeBad(BadLine line)
    {
        _bad++;
        options.OnBadLine?.Invoke(line);
        if (_firstBadLines.Count < ImportSummary.MaxBadLines)
        {
            _firstBadLines.Add(line);
        }
    }
}
