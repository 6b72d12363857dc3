using System.Security.Cryptography;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.Hashing;

/// <summary><c>{SCRAM-SHA-256}iterations,salt,storedkey,serverkey</c> as Dovecot writes it (password-scheme-scram.c); answers plain passwords too.</summary>
internal sealed class ScramHash(ScramAlgorithm algorithm, ScramKeys keys) : IPasswordHash
{
    /// <summary>The mechanism the keys are for.</summary>
    public ScramAlgorithm Algorithm => algorithm;

    /// <summary>What is stored.</summary>
    public ScramKeys Keys => keys;

    /// <inheritdoc/>
    public string Cost => $"{algorithm.Mechanism}:{keys.Iterations}";

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(algorithm.Derive(password, keys.Salt, keys.Iterations).StoredKey, keys.StoredKey);
}
