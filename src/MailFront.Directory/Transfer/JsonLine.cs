using System.Text;
using System.Text.Json;

namespace MailFront.Directory.Transfer;

/// <summary>A line that is a JSON object. The access list is a text, or an object of identifiers and rights.</summary>
internal static class JsonLine
{
    public static TransferRecord? Parse(string line, long number, TransferSettings settings)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ToRecord(document.RootElement, number, settings)
                : TransferRecord.Bad(number, "not a JSON object");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second: an escape that is not Unicode.
            return TransferRecord.Bad(number, "not JSON");
        }
    }

    private static TransferRecord ToRecord(JsonElement record, long number, TransferSettings settings)
    {
        var fields = default(RecordFields);
        foreach (var member in record.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                fields.TrySet(member.Name, member.Value.GetString() ?? string.Empty);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && member.NameEquals("acl"))
            {
                fields.Acl = Pairs(member.Value);
            }
            else if (member.Value.ValueKind != JsonValueKind.Null && default(RecordFields).TrySet(member.Name, string.Empty))
            {
                return TransferRecord.Bad(number, $"{RecordFields.Shown(member.Name)} is not a text");
            }
        }

        return fields.ToRecord(number, settings.Names);
    }

    private static string Pairs(JsonElement acl)
    {
        var list = new StringBuilder();
        foreach (var member in acl.EnumerateObject())
        {
            list.Append(member.Name).Append('\t').Append(member.Value.ToString()).Append('\t');
        }

        return list.ToString();
    }
}
