using System.Security.Cryptography;
using System.Text;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>The hash a SCRAM mechanism is built on, with the functions of RFC 5802 §2.2. Compared by identity: there are two.</summary>
public sealed class ScramAlgorithm
{
    /// <summary>SCRAM-SHA-1 (RFC 5802).</summary>
    public static ScramAlgorithm Sha1 { get; } = new(MechanismNames.ScramSha1, HashAlgorithmName.SHA1, SHA1.HashSizeInBytes);

    /// <summary>SCRAM-SHA-256 (RFC 7677).</summary>
    public static ScramAlgorithm Sha256 { get; } = new(MechanismNames.ScramSha256, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    private readonly HashAlgorithmName _hash;

    private ScramAlgorithm(string mechanism, HashAlgorithmName hash, int length)
    {
        Mechanism = mechanism;
        _hash = hash;
        Length = length;
    }

    /// <summary>Name of the mechanism, and of the scheme of stored keys.</summary>
    public string Mechanism { get; }

    /// <summary>Octets of a key.</summary>
    public int Length { get; }

    /// <summary>StoredKey and ServerKey of a password (RFC 5802 §3). Takes as long as PBKDF2 with so many iterations.</summary>
    internal ScramKeys Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations)
    {
        Span<byte> salted = stackalloc byte[Length];
        Rfc2898DeriveBytes.Pbkdf2(ScramPassword.Prepare(password), salt, salted, iterations, _hash);
        var clientKey = Hmac(salted, "Client Key"u8);
        var keys = new ScramKeys(salt.ToArray(), iterations, Hash(clientKey), Hmac(salted, "Server Key"u8));
        CryptographicOperations.ZeroMemory(salted);
        CryptographicOperations.ZeroMemory(clientKey);
        return keys;
    }

    /// <summary>H().</summary>
    internal byte[] Hash(ReadOnlySpan<byte> octets) => CryptographicOperations.HashData(_hash, octets);

    /// <summary>HMAC().</summary>
    internal byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> octets) => CryptographicOperations.HmacData(_hash, key, octets);

    /// <summary>HMAC() of ASCII text.</summary>
    internal byte[] Hmac(ReadOnlySpan<byte> key, string text) => Hmac(key, Encoding.UTF8.GetBytes(text));
}
