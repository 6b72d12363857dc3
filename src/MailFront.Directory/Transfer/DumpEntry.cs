namespace MailFront.Directory.Transfer;

/// <summary>An entry as any dump has it, checked. Dumps have internal names only, and locations that may lack the server.</summary>
internal static class DumpEntry
{
    // What printf makes of a missing string.
    private const string Null = "(null)";

    public static TransferRecord ToRecord(
        long line, string name, string place, string acl, bool isReserved, TransferSettings settings)
    {
        if (!InternalName.IsValid(name))
        {
            return TransferRecord.Bad(line, $"not a mailbox name: {RecordFields.Shown(name)}");
        }

        // An intermediate level (`-y`) lives nowhere.
        if (place is Null or "")
        {
            return TransferRecord.Skipped(line);
        }

        if (place.EndsWith("!" + Null, StringComparison.Ordinal))
        {
            place = place[..^Null.Length];
        }

        if (!place.Contains('!', StringComparison.Ordinal))
        {
            if (settings.Backend is null)
            {
                return TransferRecord.Bad(line, $"location {RecordFields.Shown(place)} names a partition but no server; say which backend the dump comes from");
            }

            place = $"{settings.Backend}!{place}";
        }

        if (!Location.TryParse(place, out var location))
        {
            return TransferRecord.Bad(line, $"not a location: {RecordFields.Shown(place)}");
        }

        return AclText.TryParse(acl == Null ? string.Empty : acl, out var list)
            ? new TransferRecord(line, RecordKind.Entry, name, location, list, isReserved ? EntryStatus.Reserved : EntryStatus.Active, string.Empty)
            : TransferRecord.Bad(line, $"not an access list: {RecordFields.Shown(acl)}");
    }
}
