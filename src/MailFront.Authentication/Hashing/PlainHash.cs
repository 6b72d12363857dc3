using System.Security.Cryptography;

namespace MailFront.Authentication.Hashing;

/// <summary><c>{PLAIN}</c>: no hash at all, for tests and demonstrations.</summary>
internal sealed class PlainHash(byte[] stored) : IPasswordHash
{
    /// <inheritdoc/>
    public string Cost => "PLAIN";

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> password) => CryptographicOperations.FixedTimeEquals(password, stored);
}
