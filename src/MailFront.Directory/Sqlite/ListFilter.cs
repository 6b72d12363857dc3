namespace MailFront.Directory.Sqlite;

/// <summary>Which entries a listing wants.</summary>
public readonly record struct ListFilter
{
    /// <summary>Only this backend: its server name, the first label of it, or <c>server!partition</c>. Null for all.</summary>
    public string? Backend { get; init; }

    /// <summary>Only internal names that begin so. Null or empty for all.</summary>
    public string? Prefix { get; init; }
}
