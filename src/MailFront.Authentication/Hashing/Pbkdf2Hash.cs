using System.Security.Cryptography;

namespace MailFront.Authentication.Hashing;

/// <summary>PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-1 or HMAC-SHA-256.</summary>
internal sealed class Pbkdf2Hash(HashAlgorithmName algorithm, int rounds, byte[] salt, byte[] digest) : IPasswordHash
{
    /// <summary>Most rounds accepted from a file: about half a second of one core with SHA-256.</summary>
    public const int MaxRounds = 2_000_000;

    /// <inheritdoc/>
    public string Cost => $"PBKDF2-{algorithm.Name}:{rounds}";

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> password)
    {
        Span<byte> computed = stackalloc byte[digest.Length];
        Rfc2898DeriveBytes.Pbkdf2(password, salt, computed, rounds, algorithm);
        return CryptographicOperations.FixedTimeEquals(computed, digest);
    }
}
