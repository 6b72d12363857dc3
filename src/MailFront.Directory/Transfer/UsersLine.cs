namespace MailFront.Directory.Transfer;

/// <summary>A line <c>user backend</c>, blanks between.</summary>
internal static class UsersLine
{
    public static TransferRecord? Parse(string line, long number, TransferSettings settings)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2
            ? new RecordFields { User = parts[0], Location = parts[1] }.ToRecord(number, settings.Names)
            : TransferRecord.Bad(number, $"not `user backend`: {RecordFields.Shown(text)}");
    }
}
