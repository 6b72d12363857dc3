namespace MailFront.Directory.Transfer;

/// <summary>CSV records; remembers the header. Without one the columns are name, location, acl, status.</summary>
internal sealed class CsvRecords(TransferSettings settings)
{
    private static string[] Columns => ["name", "location", "acl", "status"];

    private string[]? _columns;

    /// <summary>A line's record; null for a header or an empty line.</summary>
    public TransferRecord? Parse(string line, long number)
    {
        if (line.Length == 0)
        {
            return null;
        }

        if (!CsvLine.TryParse(line, out var values))
        {
            return TransferRecord.Bad(number, "quotes out of place");
        }

        if (_columns is null)
        {
            if (IsHeader(values))
            {
                _columns = [.. values];
                return null;
            }

            _columns = Columns;
        }

        if (values.Count > _columns.Length)
        {
            return TransferRecord.Bad(number, $"{values.Count} fields for {_columns.Length} columns");
        }

        var fields = default(RecordFields);
        for (var i = 0; i < values.Count; i++)
        {
            fields.TrySet(_columns[i], values[i]);
        }

        return fields.ToRecord(number, settings.Names);
    }

    private static bool IsHeader(List<string> values)
    {
        var fields = default(RecordFields);
        return values.Any(value => fields.TrySet(value, value))
            && values.Any(static value => value.Trim().ToLowerInvariant() is "mailbox" or "user" or "name");
    }
}
