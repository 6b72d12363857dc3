using System.Security.Cryptography;
using System.Text;

namespace MailFront.Authentication.Policy;

/// <summary>
/// <c>pwhash</c>: a few bits of SHA-256 over nonce, user, NUL and password, by which a policy server counts different passwords without learning one
/// (Dovecot auth/auth-policy.c:auth_policy_create_json). All frontends of a site must share the nonce.
/// </summary>
public static class PolicyHash
{
    private const int BitsPerByte = 8;
    private const int MaxBits = SHA256.HashSizeInBytes * BitsPerByte;

    /// <summary>
    /// The first <paramref name="bits"/> bits of the digest in hex, moved to the right end of the fewest whole octets that hold them, as Dovecot's
    /// buffer_truncate_rshift_bits does; 0: the whole digest.
    /// </summary>
    public static string Of(string nonce, string user, ReadOnlySpan<byte> password, int bits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(nonce));
        hash.AppendData(Encoding.UTF8.GetBytes(user));
        hash.AppendData([0]);
        hash.AppendData(password);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        Span<byte> kept = bits is 0 or > MaxBits ? digest : Truncate(digest, bits);
        return Convert.ToHexStringLower(kept);
    }

    private static Span<byte> Truncate(Span<byte> digest, int bits)
    {
        Span<byte> kept = digest[..((bits + BitsPerByte - 1) / BitsPerByte)];
        int shift = (BitsPerByte - (bits % BitsPerByte)) % BitsPerByte;
        for (int i = kept.Length - 1; shift > 0 && i >= 0; i--)
        {
            int above = i > 0 ? kept[i - 1] << (BitsPerByte - shift) : 0;
            kept[i] = (byte)(above | (kept[i] >> shift));
        }

        return kept;
    }
}
