using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace MailFront.Authentication.Verifiers;

/// <summary>What is kept of a credential: 256 bits of a keyed hash, compared in constant time. Only <see cref="CredentialKeys"/> makes them.</summary>
internal readonly struct Verifier : IEquatable<Verifier>
{
    /// <summary>Octets of a verifier.</summary>
    public const int Length = 32;

    private readonly Octets _octets;

    /// <summary>Copies the <see cref="Length"/> octets of a hash.</summary>
    public Verifier(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, Length);
        hash.CopyTo(_octets);
    }

    /// <inheritdoc/>
    public bool Equals(Verifier other) => CryptographicOperations.FixedTimeEquals(_octets, other._octets);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Verifier other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_octets);

    /// <summary>Always <c>***</c>: who has the key could test passwords against it.</summary>
    public override string ToString() => "***";

    [InlineArray(Length)]
    private struct Octets
    {
        private byte _first;
    }
}
