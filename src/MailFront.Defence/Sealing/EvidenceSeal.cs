using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MailFront.Defence.Sealing;

/// <summary>
/// Seals what is kept or passed on outside the process: AES-256-GCM under a key made of the operator's secret (RFC 5869), bound to who sealed it
/// and to its number, so that who can write the database or the file can neither read, forge nor renumber it. Thread-safe.
/// </summary>
public sealed class EvidenceSeal
{
    /// <summary>Shortest secret in bytes.</summary>
    public const int MinSecretBytes = 16;

    private const byte Version = 1;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;
    private const int BindingBytes = 24;

    private readonly byte[] _key;
    private readonly byte[] _secret;

    /// <summary>A seal under <paramref name="secret"/>, at least <see cref="MinSecretBytes"/>; <paramref name="purpose"/> keeps keys of different uses apart.</summary>
    public EvidenceSeal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, MinSecretBytes);
        _secret = secret.ToArray();
        _key = DeriveKey(purpose, KeyBytes);
    }

    /// <summary>Another key of the same secret, the same on each node.</summary>
    public byte[] DeriveKey(ReadOnlySpan<byte> purpose, int length)
    {
        byte[] key = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, salt: [], info: purpose);
        return key;
    }

    /// <summary>Seals <paramref name="content"/> as number <paramref name="sequence"/> of <paramref name="sealer"/>.</summary>
    public byte[] Seal(Guid sealer, long sequence, ReadOnlySpan<byte> content)
    {
        byte[] box = new byte[HeadBytes + content.Length];
        box[0] = Version;
        Span<byte> nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> binding = stackalloc byte[BindingBytes];
        Bind(sealer, sequence, binding);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, content, box.AsSpan(HeadBytes), box.AsSpan(1 + NonceBytes, TagBytes), binding);
        return box;
    }

    /// <summary>The content; null when the box was not sealed like this under this secret.</summary>
    public byte[]? TryOpen(Guid sealer, long sequence, ReadOnlySpan<byte> box)
    {
        if (box.Length < HeadBytes || box[0] != Version)
        {
            return null;
        }

        byte[] content = new byte[box.Length - HeadBytes];
        Span<byte> binding = stackalloc byte[BindingBytes];
        Bind(sealer, sequence, binding);
        using var cipher = new AesGcm(_key, TagBytes);
        try
        {
            cipher.Decrypt(box.Slice(1, NonceBytes), box[HeadBytes..], box.Slice(1 + NonceBytes, TagBytes), content, binding);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static void Bind(Guid sealer, long sequence, Span<byte> binding)
    {
        sealer.TryWriteBytes(binding);
        BinaryPrimitives.WriteInt64BigEndian(binding[16..], sequence);
    }
}
