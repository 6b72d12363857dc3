namespace MailFront.Directory;

/// <summary>Where a mailbox lives: <c>server!partition</c> (RFC 3656 §2; Cyrus leaves the partition empty after a RENAME).</summary>
/// <param name="Server">Name of the backend as the directory knows it.</param>
/// <param name="Partition">Partition on it; empty when unknown.</param>
public readonly record struct Location(string Server, string Partition)
{
    /// <summary>First label of the server, as in <c>&lt;shorthost&gt;_password</c> and <c>mailfront_backend_&lt;shorthost&gt;</c>.</summary>
    public string ShortHost => Server.Split('.', 2)[0];

    /// <inheritdoc/>
    public override string ToString() => Partition.Length == 0 ? Server : $"{Server}!{Partition}";
}
