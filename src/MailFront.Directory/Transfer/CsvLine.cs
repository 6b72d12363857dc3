using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Directory.Transfer;

/// <summary>One CSV record on one line (RFC 4180, without line breaks in fields: no field here can hold one).</summary>
internal static class CsvLine
{
    private const char Quote = '"';

    /// <summary>The fields of a line; false for a quote that is out of place or not closed.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out List<string>? fields)
    {
        var list = new List<string>();
        var at = 0;
        fields = null;
        while (true)
        {
            if (!TryField(line, ref at, out var field))
            {
                return false;
            }

            list.Add(field);
            if (at == line.Length)
            {
                fields = list;
                return true;
            }

            at++;
        }
    }

    /// <summary>A field, quoted when it must be.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(Quote, ',') >= 0 || text.StartsWith(' ') || text.EndsWith(' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    // Leaves the position on the comma behind the field, or at the end.
    private static bool TryField(string line, ref int at, out string field)
    {
        field = string.Empty;
        if (at == line.Length || line[at] != Quote)
        {
            var end = line.IndexOf(',', at);
            field = end < 0 ? line[at..] : line[at..end];
            at = end < 0 ? line.Length : end;
            return !field.Contains(Quote, StringComparison.Ordinal);
        }

        var text = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != Quote)
            {
                text.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == Quote)
            {
                text.Append(line[at++]);
            }
            else
            {
                at++;
                field = text.ToString();
                return at == line.Length || line[at] == ',';
            }
        }

        return false;
    }
}
