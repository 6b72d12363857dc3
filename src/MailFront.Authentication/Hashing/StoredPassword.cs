using System.Text;

namespace MailFront.Authentication.Hashing;

/// <summary>What a file or table has stored for a user; the default says that it does not know the user.</summary>
public readonly record struct StoredPassword
{
    internal StoredPassword(StoredPasswordKind kind, IPasswordHash? hash = null, string? complaint = null)
    {
        Kind = kind;
        Hash = hash;
        Complaint = complaint;
    }

    /// <summary>A password that no user can have: the one for a user whose entry is locked.</summary>
    public static StoredPassword Locked { get; } = new(StoredPasswordKind.Locked);

    /// <summary>Why the entry cannot be used, without a word of it; null when it can or is locked.</summary>
    public string? Complaint { get; }

    internal StoredPasswordKind Kind { get; }

    /// <summary>Null unless usable.</summary>
    internal IPasswordHash? Hash { get; }

    /// <summary>Reads <c>{SCHEME}hash</c> or <c>$…</c>; <c>!…</c> and <c>*…</c> are locked.</summary>
    public static StoredPassword Parse(string encoded) => Parse(Encoding.UTF8.GetBytes(encoded));

    internal static StoredPassword Parse(ReadOnlySpan<byte> encoded)
    {
        if (IsLocked(encoded))
        {
            return Locked;
        }

        PasswordHashOutcome outcome = PasswordHashParser.Parse(encoded);
        return outcome.Hash is { } hash
            ? new StoredPassword(StoredPasswordKind.Usable, hash)
            : new StoredPassword(StoredPasswordKind.Damaged, complaint: outcome.Complaint);
    }

    // "!" or "*" in place of a hash or in front of it, with or without a scheme; {PLAIN} passwords may begin so.
    private static bool IsLocked(ReadOnlySpan<byte> encoded)
    {
        if (encoded.StartsWith("{CRYPT}"u8))
        {
            encoded = encoded["{CRYPT}"u8.Length..];
        }

        return encoded is [(byte)'!' or (byte)'*', ..];
    }
}
