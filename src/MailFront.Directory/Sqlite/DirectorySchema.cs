namespace MailFront.Directory.Sqlite;

/// <summary>What the file looks like inside. A change here raises <see cref="Version"/> and brings a step from the version before.</summary>
internal static class DirectorySchema
{
    /// <summary><c>PRAGMA application_id</c>: "MFDR" in ASCII.</summary>
    public const int ApplicationId = 0x4D464452;

    /// <summary><c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>
    /// Names compare by bytes (BINARY is SQLite's default). The table is its own index (WITHOUT ROWID): a lookup is one descent,
    /// a listing one walk. Locations are few, mailboxes many: 10 million rows carry a number each.
    /// </summary>
    public const string Create = """
        CREATE TABLE location (
            id INTEGER PRIMARY KEY,
            server TEXT NOT NULL,
            partition TEXT NOT NULL,
            UNIQUE (server, partition)
        ) STRICT;
        CREATE TABLE mailbox (
            name TEXT NOT NULL PRIMARY KEY,
            location INTEGER NOT NULL REFERENCES location (id),
            status INTEGER NOT NULL,
            acl TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mailbox_by_location ON mailbox (location);
        """;
}
