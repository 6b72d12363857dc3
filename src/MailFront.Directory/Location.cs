using System.Diagnostics.CodeAnalysis;

namespace MailFront.Directory;

/// <summary>Where a mailbox lives: <c>server!partition</c> (RFC 3656 §2; Cyrus leaves the partition empty after a RENAME).</summary>
/// <param name="Server">Name of the backend as the directory knows it.</param>
/// <param name="Partition">Partition on it; empty when unknown.</param>
public readonly record struct Location(string Server, string Partition)
{
    /// <summary>Longest server name, in characters (cyrus mboxlist.h: HOSTNAME_SIZE, with its NUL).</summary>
    public const int MaxServerLength = 511;

    /// <summary>Longest partition name, in characters (cyrus mboxlist.h: MAX_PARTITION_LEN, with its NUL).</summary>
    public const int MaxPartitionLength = 63;

    private const char Separator = '!';

    /// <summary>First label of the server, as in <c>&lt;shorthost&gt;_password</c> and <c>mailfront_backend_&lt;shorthost&gt;</c>.</summary>
    public string ShortHost => Server.Split('.', 2)[0];

    /// <summary>
    /// Reads <c>server</c>, <c>server!</c> or <c>server!partition</c>. False for a second <c>!</c> (cyrus mupdate-client.c refuses it too),
    /// an empty server, white space, control characters, or a part over its limit.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Location location)
    {
        location = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var mark = text.IndexOf(Separator, StringComparison.Ordinal);
        var server = mark < 0 ? text : text[..mark];
        var partition = mark < 0 ? string.Empty : text[(mark + 1)..];
        if (server.Length is 0 or > MaxServerLength || partition.Length > MaxPartitionLength
            || !IsPlain(server) || !IsPlain(partition))
        {
            return false;
        }

        location = new Location(server, partition);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Partition.Length == 0 ? Server : $"{Server}!{Partition}";

    /// <summary>The form MUPDATE and dumps use: always with <c>!</c>, so that a server alone is not taken for a partition.</summary>
    public string ToMupdateText() => $"{Server}!{Partition}";

    private static bool IsPlain(string part)
    {
        foreach (var c in part)
        {
            if (c == Separator || char.IsWhiteSpace(c) || char.IsControl(c) || c == '"' || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
