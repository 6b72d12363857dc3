using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MailFront.Directory.Transfer;

/// <summary>Writes entries, one line each, UTF-8, LF.</summary>
public static class TransferWriter
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes them all and leaves the stream open. Returns how many were written; a format may have no place for some.</summary>
    public static long Write(IEnumerable<MailboxEntry> entries, Stream stream, TransferFormat format, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes, leaveOpen: true);
        if (format == TransferFormat.Csv)
        {
            writer.Write("mailbox,location,acl,status\n");
        }

        var written = 0L;
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Line(entry, format) is { } line)
            {
                writer.Write(line);
                writer.Write('\n');
                written++;
            }
        }

        return written;
    }

    private static string? Line(in MailboxEntry entry, TransferFormat format) => format switch
    {
        TransferFormat.Dump => DumpText(entry),
        TransferFormat.Users => UsersText(entry),
        TransferFormat.Csv => string.Join(
            ',', CsvLine.Field(entry.Name), CsvLine.Field(entry.Location.ToString()), CsvLine.Field(entry.Acl), Status(entry)),
        TransferFormat.Jsonl =>
            $$"""{"mailbox":"{{Json(entry.Name)}}","location":"{{Json(entry.Location.ToString())}}","acl":"{{Json(entry.Acl)}}","status":"{{Status(entry)}}"}""",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    // As Cyrus 2.x: the type is MBTYPE_REMOTE, with MBTYPE_RESERVE for a reserved name.
    private static string DumpText(in MailboxEntry entry) =>
        $"{entry.Name}\t{(entry.Status == EntryStatus.Reserved ? 3 : 1)} {entry.Location.ToMupdateText()}\t{entry.Acl}";

    private static string? UsersText(in MailboxEntry entry) =>
        entry.Status == EntryStatus.Active && InternalName.TryUserOfInbox(entry.Name, out var user) && !user.Any(char.IsWhiteSpace) && user[0] != '#'
            ? $"{user} {entry.Location.Server}"
            : null;

    private static string Status(in MailboxEntry entry) => entry.Status == EntryStatus.Reserved ? "reserved" : "active";

    private static string Json(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
