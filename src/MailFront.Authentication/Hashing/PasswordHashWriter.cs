using System.Security.Cryptography;
using System.Text;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// Makes <c>{SCHEME}hash</c> for a new password. Costs are set so that a check takes 25 to 50 ms of one core: until logins are remembered, every
/// connection of every mail client pays it here, and 134 ms (PBKDF2-SHA256 at OWASP's 600,000) would let eight logins a second fill a core.
/// </summary>
internal static class PasswordHashWriter
{
    /// <summary>Octets of randomness a salt takes: 96 bits, the most SHA-crypt has room for.</summary>
    public const int SaltLength = 12;

    // Measured on one 2.x GHz core: SHA-512-crypt 25 ms, SHA-256-crypt 34 ms, PBKDF2-SHA-256 47 ms, PBKDF2-SHA-1 about 40 ms.
    private const int ShaCryptRounds = 100_000;
    private const int Pbkdf2Rounds = 210_000;
    private const int Pbkdf2Sha1Length = 20;

    // The client does this arithmetic at each login, often a telephone: RFC 7677 §4 names 15,000 where 4,096 is the least.
    private const int ScramIterations = 15_000;

    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The hash with its scheme; null when the scheme cannot be made here or the machine has no libcrypt.</summary>
    public static string? Write(PasswordScheme scheme, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt)
    {
        string? hash = scheme switch
        {
            PasswordScheme.Plain => Encoding.UTF8.GetString(password),
            PasswordScheme.Sha256Crypt => ShaCrypt('5', password, salt),
            PasswordScheme.Sha512Crypt => ShaCrypt('6', password, salt),
            PasswordScheme.Pbkdf2 => Pbkdf2(password, SaltText(salt)),
            PasswordScheme.Pbkdf2Sha256 => Pbkdf2Sha256(password, salt),
            PasswordScheme.ScramSha1 => Scram(ScramAlgorithm.Sha1, password, salt),
            PasswordScheme.ScramSha256 => Scram(ScramAlgorithm.Sha256, password, salt),
            _ => null,
        };

        return hash is null ? null : $"{{{PasswordSchemes.NameOf(scheme)}}}{hash}";
    }

    private static string? ShaCrypt(char method, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt)
    {
        string setting = $"${method}$rounds={ShaCryptRounds}${SaltText(salt)}";
        Span<byte> output = stackalloc byte[LibCrypt.MaxOutputLength];
        int length = LibCrypt.Hash(password, Encoding.ASCII.GetBytes(setting), output);
        return length == 0 ? null : Encoding.ASCII.GetString(output[..length]);
    }

    private static string Pbkdf2(ReadOnlySpan<byte> password, string salt)
    {
        byte[] digest = Rfc2898DeriveBytes.Pbkdf2(
            password, Encoding.ASCII.GetBytes(salt), Pbkdf2Rounds, HashAlgorithmName.SHA1, Pbkdf2Sha1Length);
        return $"$1${salt}${Pbkdf2Rounds}${Convert.ToHexStringLower(digest)}";
    }

    private static string Pbkdf2Sha256(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt)
    {
        byte[] digest = Rfc2898DeriveBytes.Pbkdf2(password, salt, Pbkdf2Rounds, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        return $"{Pbkdf2Rounds}${Base64(salt)}${Base64(digest)}";
    }

    private static string Scram(ScramAlgorithm algorithm, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt)
    {
        ScramKeys keys = algorithm.Derive(password, salt, ScramIterations);
        return $"{ScramIterations},{Convert.ToBase64String(salt)},{Convert.ToBase64String(keys.StoredKey)},{Convert.ToBase64String(keys.ServerKey)}";
    }

    private static string Base64(ReadOnlySpan<byte> octets) => Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '.');

    private static string SaltText(ReadOnlySpan<byte> salt)
    {
        var text = new StringBuilder();
        for (int i = 0; i + 2 < salt.Length; i += 3)
        {
            int bits = (salt[i] << 16) | (salt[i + 1] << 8) | salt[i + 2];
            text.Append(Alphabet[bits >> 18]).Append(Alphabet[(bits >> 12) & 63]).Append(Alphabet[(bits >> 6) & 63]).Append(Alphabet[bits & 63]);
        }

        return text.ToString();
    }
}
