using System.Security.Cryptography;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>What a server keeps of a password for SCRAM (RFC 5802 §3).</summary>
/// <param name="Salt">Known to whoever asks.</param>
/// <param name="Iterations">Of PBKDF2.</param>
/// <param name="StoredKey">Verifies a client's proof.</param>
/// <param name="ServerKey">Proves the server to the client.</param>
internal sealed record ScramKeys(byte[] Salt, int Iterations, byte[] StoredKey, byte[] ServerKey)
{
    /// <summary>Iterations of keys that are derived from a stored plain password, and of decoys: the least that RFC 7677 §4 allows, about 1 ms.</summary>
    public const int LeastIterations = 4_096;

    /// <summary>Why nobody can prove to know this password; null for a real one.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether <paramref name="proof"/> was made by somebody who knows the password (RFC 5802 §3). In constant time.</summary>
    public bool Accept(ScramAlgorithm algorithm, ReadOnlySpan<byte> authMessage, ReadOnlySpan<byte> proof)
    {
        if (proof.Length != algorithm.Length)
        {
            return false;
        }

        var clientKey = algorithm.Hmac(StoredKey, authMessage);
        for (var i = 0; i < clientKey.Length; i++)
        {
            clientKey[i] ^= proof[i];
        }

        return CryptographicOperations.FixedTimeEquals(algorithm.Hash(clientKey), StoredKey) & Refusal is null;
    }
}
