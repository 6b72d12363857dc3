namespace MailFront.Directory.Transfer;

/// <summary>Reads import files, one record at a time. What the file says badly becomes a record of its own, with its line.</summary>
public static class TransferReader
{
    /// <summary>The records of a stream, in order, read as they are asked for. I/O errors of the stream come through.</summary>
    public static IEnumerable<TransferRecord> Read(Stream stream, TransferFormat format, TransferSettings settings)
    {
        var window = new ByteWindow(stream);
        var hasText = window.SkipToText(out var first);
        if (format == TransferFormat.Dump && hasText && first == (byte)'{')
        {
            return new DumpJson(window, settings).Read();
        }

        var csv = new CsvRecords(settings);
        return ReadLines(window, format switch
        {
            TransferFormat.Dump => (line, number) => line.Length == 0 ? null : DumpLine.Parse(line, number, settings),
            TransferFormat.Users => (line, number) => UsersLine.Parse(line, number, settings),
            TransferFormat.Csv => csv.Parse,
            TransferFormat.Jsonl => (line, number) => JsonLine.Parse(line, number, settings),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        });
    }

    private static IEnumerable<TransferRecord> ReadLines(ByteWindow window, Func<string, long, TransferRecord?> parse)
    {
        var lines = new LineReader(window);
        while (lines.TryRead(out var line))
        {
            var record = lines.Problem is { } problem ? TransferRecord.Bad(lines.Number, problem) : parse(line, lines.Number);
            if (record is { } found)
            {
                yield return found;
            }
        }
    }
}
