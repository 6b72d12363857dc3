namespace MailFront.Directory.Transfer;

/// <summary>The named fields of a record, checked in one place for all formats but the dump's own locations.</summary>
internal struct RecordFields
{
    public string? Mailbox;
    public string? User;
    public string? Name;
    public string? Location;
    public string? Server;
    public string? Partition;
    public string? Acl;
    public string? Status;

    /// <summary>Stores a field by its name; false for a name nobody knows, which is ignored.</summary>
    public bool TrySet(string field, string value)
    {
        switch (field.Trim().ToLowerInvariant())
        {
            case "mailbox":
                Mailbox = value;
                return true;
            case "user":
                User = value;
                return true;
            case "name":
                Name = value;
                return true;
            case "location" or "backend":
                Location = value;
                return true;
            case "server":
                Server = value;
                return true;
            case "partition":
                Partition = value;
                return true;
            case "acl":
                Acl = value;
                return true;
            case "status":
                Status = value;
                return true;
            default:
                return false;
        }
    }

    public readonly TransferRecord ToRecord(long line, InternalNameOptions options)
    {
        // Exports say mailbox, so that a shared one is not taken for a user; hand-written lists may say name.
        var (text, kind) = !string.IsNullOrEmpty(Mailbox) ? (Mailbox, NameKind.Mailbox)
            : !string.IsNullOrEmpty(User) ? (User, NameKind.User)
            : (Name ?? string.Empty, NameKind.Guess);
        if (!InternalName.TryFromArgument(text, kind, options, out var name))
        {
            return TransferRecord.Bad(line, text.Length == 0 ? "no name" : $"not a mailbox or user name: {Shown(text)}");
        }

        var place = string.IsNullOrEmpty(Location) ? $"{Server}!{Partition}" : Location;
        if (!Directory.Location.TryParse(place, out var location))
        {
            return TransferRecord.Bad(line, $"not a location (server or server!partition): {Shown(place)}");
        }

        if (!TryStatus(out var status))
        {
            return TransferRecord.Bad(line, $"not a status (active or reserved): {Shown(Status!)}");
        }

        string? acl = null;
        return Acl is null || AclText.TryParse(Acl, out acl)
            ? new TransferRecord(line, RecordKind.Entry, name, location, acl, status, string.Empty)
            : TransferRecord.Bad(line, $"not an access list (pairs of identifier and rights): {Shown(Acl)}");
    }

    /// <summary>Text from a file, fit for a terminal and short.</summary>
    public static string Shown(string text)
    {
        const int MaxShown = 80;
        var cut = text.Length > MaxShown ? string.Concat(text.AsSpan(0, MaxShown), "…") : text;
        return $"\"{string.Concat(cut.Select(static c => char.IsControl(c) ? '?' : c))}\"";
    }

    private readonly bool TryStatus(out EntryStatus status)
    {
        status = string.Equals(Status, "reserved", StringComparison.OrdinalIgnoreCase) ? EntryStatus.Reserved : EntryStatus.Active;
        return string.IsNullOrEmpty(Status) || status == EntryStatus.Reserved || string.Equals(Status, "active", StringComparison.OrdinalIgnoreCase);
    }
}
