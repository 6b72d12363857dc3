namespace MailFront.Authentication.Hashing;

/// <summary>What is stored for a user.</summary>
internal enum StoredPasswordKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>The password's hash.</summary>
    Usable,

    /// <summary>No password is right: the hash is <c>!…</c> or <c>*…</c>, as in shadow(5).</summary>
    Locked,

    /// <summary>An entry that cannot be used, our side's fault and not the user's.</summary>
    Damaged,
}
