using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MailFront.Protocol;

namespace MailFront.Authentication.Verifiers;

/// <summary>
/// Two random keys that never leave the process: one makes verifiers, the other fingerprints of passwords alone. A password becomes a
/// verifier only together with its user, realm and service, each behind its length, and with how it came, so that no two credentials read the same
/// (CVE-2025-30189: a cache key that left the user out).
/// </summary>
internal sealed class CredentialKeys
{
    private const int KeyLength = 32;
    private const int Parts = 5;
    private const int AddressOctets = 16;
    private const int StackBytes = 512;

    private readonly byte[] _verifierKey;
    private readonly byte[] _fingerprintKey;

    /// <summary>Keys made now.</summary>
    public CredentialKeys()
        : this(RandomNumberGenerator.GetBytes(KeyLength), RandomNumberGenerator.GetBytes(KeyLength))
    {
    }

    /// <summary>Keys of which only the first is made now: fingerprints that other nodes and the next start understand.</summary>
    /// <param name="fingerprintKey">32 octets; copied.</param>
    public CredentialKeys(ReadOnlySpan<byte> fingerprintKey)
        : this(RandomNumberGenerator.GetBytes(KeyLength), fingerprintKey.ToArray())
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(fingerprintKey.Length, KeyLength);
    }

    internal CredentialKeys(byte[] verifierKey, byte[] fingerprintKey)
    {
        _verifierKey = verifierKey;
        _fingerprintKey = fingerprintKey;
    }

    /// <summary>HMAC-SHA-256 over all parts. Mechanisms that carry the same password give the same verifier.</summary>
    /// <param name="user">The user without realm.</param>
    /// <param name="realm">What stands behind the last @.</param>
    /// <param name="service">Service as checkers know it.</param>
    /// <param name="password">The password.</param>
    /// <param name="isSecure">Whether it came over TLS: a checker may take it for wrong only where it did not.</param>
    /// <param name="source">Where it came from, if checkers may answer by that; else null.</param>
    public Verifier VerifierOf(
        ReadOnlySpan<char> user, ReadOnlySpan<char> realm, ReadOnlySpan<char> service, Secret password, bool isSecure, IPAddress? source)
    {
        int most = sizeof(bool) + AddressOctets + (Parts * sizeof(int)) + Encoding.UTF8.GetMaxByteCount(user.Length + realm.Length + service.Length) + password.Length;
        byte[]? rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> message = rented ?? stackalloc byte[StackBytes];
        try
        {
            int length = 0;
            Add(message, ref length, user);
            Add(message, ref length, realm);
            Add(message, ref length, service);
            Add(message, ref length, password.Bytes);
            message[length++] = isSecure ? (byte)1 : (byte)0;
            Span<byte> address = stackalloc byte[AddressOctets];
            int addressLength = 0;
            _ = source?.TryWriteBytes(address, out addressLength);
            Add(message, ref length, address[..addressLength]);
            Span<byte> hash = stackalloc byte[Verifier.Length];
            HMACSHA256.HashData(_verifierKey, message[..length], hash);
            return new Verifier(hash);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>64 bits of HMAC-SHA-256 of the password alone; never 0. For counting, not for admitting.</summary>
    public ulong FingerprintOf(Secret password)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_fingerprintKey, password.Bytes, hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static void Add(Span<byte> message, ref int length, ReadOnlySpan<char> text)
    {
        int written = Encoding.UTF8.GetBytes(text, message[(length + sizeof(int))..]);
        BinaryPrimitives.WriteInt32LittleEndian(message[length..], written);
        length += sizeof(int) + written;
    }

    private static void Add(Span<byte> message, ref int length, ReadOnlySpan<byte> octets)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message[length..], octets.Length);
        octets.CopyTo(message[(length + sizeof(int))..]);
        length += sizeof(int) + octets.Length;
    }
}
