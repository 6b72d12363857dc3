using System.Security.Cryptography;

namespace MailFront.Authentication.Hashing;

/// <summary>A hash in the form of crypt(5), computed by the system's libcrypt.</summary>
internal sealed class CryptHash(byte[] stored, string cost) : IPasswordHash
{
    /// <inheritdoc/>
    public string Cost { get; } = cost;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> password)
    {
        Span<byte> computed = stackalloc byte[LibCrypt.MaxOutputLength];
        int length = LibCrypt.Hash(password, stored, computed);
        return length > 0 && CryptographicOperations.FixedTimeEquals(computed[..length], stored);
    }
}
