using System.Security.Cryptography;
using MailFront.Defence.Sealing;

namespace MailFront.Composition;

/// <summary>The two keys under which evidence means something: of names and places, and of passwords.</summary>
/// <param name="Hash">Of <c>KeyedHash</c>, 16 octets.</param>
/// <param name="Fingerprint">Of <c>LoginMemory</c>, 32 octets.</param>
internal sealed record EvidenceKeys(byte[] Hash, byte[] Fingerprint)
{
    /// <summary>Octets of <see cref="Hash"/>.</summary>
    public const int HashLength = 16;

    /// <summary>Octets of <see cref="Fingerprint"/>.</summary>
    public const int FingerprintLength = 32;

    /// <summary>Keys that nobody else has.</summary>
    public static EvidenceKeys Random() => new(RandomNumberGenerator.GetBytes(HashLength), RandomNumberGenerator.GetBytes(FingerprintLength));

    /// <summary>The keys of all nodes with the same secret.</summary>
    public static EvidenceKeys Of(EvidenceSeal seal) => new(seal.DeriveKey("hash of names and places"u8, HashLength), seal.DeriveKey("fingerprint of passwords"u8, FingerprintLength));

    /// <summary>Whether <paramref name="other"/> are the same keys.</summary>
    public bool AreEqualTo(EvidenceKeys other) =>
        CryptographicOperations.FixedTimeEquals(Hash, other.Hash) && CryptographicOperations.FixedTimeEquals(Fingerprint, other.Fingerprint);
}
