namespace MailFront.Configuration.Settings;

/// <summary><c>mailfront_directory</c>.</summary>
public enum DirectoryKind
{
    /// <summary>A file of this node.</summary>
    Sqlite,

    /// <summary>A database shared by the nodes of a cluster.</summary>
    PostgreSql,

    /// <summary>A Cyrus MUPDATE master.</summary>
    Mupdate,
}
