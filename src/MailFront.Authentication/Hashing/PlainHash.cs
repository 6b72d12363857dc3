using System.Security.Cryptography;

namespace MailFront.Authentication.Hashing;

/// <summary><c>{PLAIN}</c>: no hash at all, for tests, demonstrations, and mechanisms that need the password itself.</summary>
internal sealed class PlainHash(byte[] stored) : IPasswordHash
{
    /// <summary>The password.</summary>
    public byte[] Stored => stored;

    /// <inheritdoc/>
    public string Cost => "PLAIN";

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> password) => CryptographicOperations.FixedTimeEquals(password, stored);
}
