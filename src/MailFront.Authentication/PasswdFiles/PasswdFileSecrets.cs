using System.Security.Cryptography;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Defence.Login;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>
/// The passwd-file as a store of secrets. Salts of users who have none of their own come from an HMAC over name and mechanism under a key of
/// this installation: the same at each attempt and after a restart, so that they do not tell who exists.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="decoyKey">Key of the salts; secret, and the same on all front doors of a site.</param>
/// <param name="offer">When SCRAM is offered.</param>
/// <param name="derivation">Makes keys of passwords that are stored as they are.</param>
public sealed class PasswdFileSecrets(PasswdFile file, byte[] decoyKey, ScramOffer offer, ScramDerivation derivation) : IStoredSecrets
{
    private static readonly byte[] _nobodysPassword = new byte[16];

    /// <inheritdoc/>
    public bool CanAnswerApop => file.Contents?.Scram is { Plain: > 0 };

    /// <inheritdoc/>
    public bool CanAnswer(ScramAlgorithm algorithm)
    {
        if (offer == ScramOffer.No || file.Contents is not { Scram: var survey })
        {
            return false;
        }

        var able = survey.Able(algorithm);
        return able > 0 && (offer == ScramOffer.Yes || able == survey.Usable);
    }

    /// <inheritdoc/>
    public byte[]? FindPlain(string user) => file.Contents?.Find(user).Hash is PlainHash plain ? plain.Stored : null;

    /// <inheritdoc/>
    async ValueTask<ScramKeys?> IStoredSecrets.FindKeysAsync(
        string user, ScramAlgorithm algorithm, LoginClass loginClass, CancellationToken cancellationToken)
    {
        var contents = file.Contents;
        var stored = contents?.Find(user) ?? default;
        if (stored.Hash is ScramHash scram && scram.Algorithm == algorithm)
        {
            return scram.Keys;
        }

        // Without a model most users cost a derivation, and so does a decoy.
        var plain = stored.Hash as PlainHash;
        var keys = plain is null && contents?.Scram.Model(algorithm) is { } model
            ? Decoy(user, algorithm, model)
            : await derivation.DeriveAsync(
                algorithm, plain?.Stored ?? _nobodysPassword, SaltOf(user, algorithm, SHA1.HashSizeInBytes), loginClass, cancellationToken);
        return plain is null && keys is not null ? keys with { Refusal = Reason(stored.Kind) } : keys;
    }

    private static string Reason(StoredPasswordKind kind) => kind switch
    {
        StoredPasswordKind.Missing => "unknown user",
        StoredPasswordKind.Locked => "locked",
        StoredPasswordKind.Usable => "the user's entry in the passwd-file holds no keys for this mechanism",
        _ => "the user's entry in the passwd-file cannot be used",
    };

    private ScramKeys Decoy(string user, ScramAlgorithm algorithm, ScramKeys model)
    {
        var key = RandomNumberGenerator.GetBytes(algorithm.Length);
        return new ScramKeys(SaltOf(user, algorithm, model.Salt.Length), model.Iterations, key, key);
    }

    private byte[] SaltOf(string user, ScramAlgorithm algorithm, int length)
    {
        var salt = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, ScramAlgorithm.Sha256.Hmac(decoyKey, $"{algorithm.Mechanism}\0{user}"), salt, []);
        return salt;
    }
}
