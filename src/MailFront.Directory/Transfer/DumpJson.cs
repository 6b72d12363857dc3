using System.Text;
using System.Text.Json;

namespace MailFront.Directory.Transfer;

/// <summary>
/// A JSON dump (cyrus 3.6 ctl_mboxlist.c, dump_cb): one object whose members are the mailboxes, each an object with <c>mbtype</c> letters,
/// <c>partition</c>, <c>server</c> (Murder only) and <c>acl</c>. Read member by member, in whatever layout.
/// </summary>
internal sealed class DumpJson(ByteWindow window, TransferSettings settings)
{
    // Letters of mbtype (cyrus mboxlist.c: mboxlist_string_to_mbtype).
    private const char Deleted = 'd';
    private const char Intermediate = 'i';
    private const char Reserve = 'z';

    private JsonReaderState _state;
    private long _line = 1;

    private enum Step
    {
        Record,
        NeedMore,
        End,
    }

    public IEnumerable<TransferRecord> Read()
    {
        while (true)
        {
            var step = Next(out var record);
            if (step == Step.Record)
            {
                yield return record;
            }

            if (step == Step.End || record.Kind == RecordKind.Broken)
            {
                yield break;
            }

            if (step == Step.NeedMore && !window.Fill() && !window.IsAtEnd)
            {
                yield return TransferRecord.Broken(_line, $"longer than {ByteWindow.MaxBytes} bytes");
                yield break;
            }
        }
    }

    private Step Next(out TransferRecord record)
    {
        record = default;
        var reader = new Utf8JsonReader(window.Unread, window.IsAtEnd, _state);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0)
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        Advance(ref reader);
                        reader = new Utf8JsonReader(window.Unread, window.IsAtEnd, _state);
                        continue;
                    }

                    Advance(ref reader);
                    return Step.End;
                }

                // A member: its value must be here as a whole, else both are read again with more bytes.
                var name = reader.GetString() ?? string.Empty;
                var line = _line + Lines(window.Unread[..(int)reader.TokenStartIndex]);
                if (!reader.Read() || !JsonDocument.TryParseValue(ref reader, out var value))
                {
                    return Step.NeedMore;
                }

                using (value)
                {
                    record = ToRecord(line, name, value.RootElement);
                }

                Advance(ref reader);
                return Step.Record;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second: an escape that is not Unicode.
            var line = _line + ((error as JsonException)?.LineNumber ?? 0);
            record = TransferRecord.Broken(line, window.IsAtEnd && window.Unread.Length == 0 ? "the dump ends too early" : "not JSON, or cut off");
            return Step.Record;
        }

        return Step.NeedMore;
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        var used = (int)reader.BytesConsumed;
        _line += Lines(window.Unread[..used]);
        _state = reader.CurrentState;
        window.Consume(used);
    }

    private static int Lines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');

    private TransferRecord ToRecord(long line, string name, JsonElement mailbox)
    {
        if (mailbox.ValueKind != JsonValueKind.Object)
        {
            return TransferRecord.Bad(line, $"not an object: {RecordFields.Shown(name)}");
        }

        var type = Text(mailbox, "mbtype");
        if (type.Contains(Deleted, StringComparison.Ordinal) || type.Contains(Intermediate, StringComparison.Ordinal))
        {
            return TransferRecord.Skipped(line);
        }

        var server = Text(mailbox, "server");
        var partition = Text(mailbox, "partition");
        return DumpEntry.ToRecord(
            line,
            name,
            server.Length == 0 ? partition : $"{server}!{partition}",
            Acl(mailbox),
            type.Contains(Reserve, StringComparison.Ordinal),
            settings);
    }

    private static string Text(JsonElement mailbox, string member) =>
        mailbox.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? string.Empty : string.Empty;

    private static string Acl(JsonElement mailbox)
    {
        if (!mailbox.TryGetProperty("acl", out var acl) || acl.ValueKind != JsonValueKind.Object)
        {
            return Text(mailbox, "acl");
        }

        var list = new StringBuilder();
        foreach (var member in acl.EnumerateObject())
        {
            list.Append(member.Name).Append('\t').Append(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null).Append('\t');
        }

        return list.ToString();
    }
}
