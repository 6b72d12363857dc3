using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.Hashing;

/// <summary>Reads <c>{SCHEME}hash</c>. Pure; complaints never quote the hash.</summary>
internal static class PasswordHashParser
{
    // Longest salt and digest decoded: twice SHA-256, more than any known writer uses.
    private const int MaxDecodedLength = 64;
    private const int Sha1Length = 20;

    /// <summary>The hash behind <paramref name="encoded"/>; a bare <c>$…</c> counts as <c>{CRYPT}</c>, as in Dovecot's passwd-file.</summary>
    public static PasswordHashOutcome Parse(ReadOnlySpan<byte> encoded)
    {
        if (encoded is [(byte)'$', ..])
        {
            return ParseCrypt(encoded, encoded);
        }

        int end = encoded.IndexOf((byte)'}');
        if (encoded is not [(byte)'{', ..] || end < 0)
        {
            return PasswordHashOutcome.Bad("no {SCHEME} in front of the hash");
        }

        ReadOnlySpan<byte> hash = encoded[(end + 1)..];
        if (!PasswordSchemes.TryFind(encoded[1..end], out PasswordScheme scheme))
        {
            return PasswordHashOutcome.Bad("unknown password scheme");
        }

        return scheme switch
        {
            PasswordScheme.Plain => hash.IsEmpty ? PasswordHashOutcome.Bad("empty password") : new(new PlainHash(hash.ToArray()), null),
            PasswordScheme.Sha256Crypt => ParseCrypt(hash, "$5$"u8),
            PasswordScheme.Sha512Crypt => ParseCrypt(hash, "$6$"u8),
            PasswordScheme.BlowfishCrypt => ParseCrypt(hash, "$2"u8),
            PasswordScheme.Crypt => ParseCrypt(hash, "$"u8),
            PasswordScheme.Pbkdf2 => ParsePbkdf2(hash),
            PasswordScheme.ScramSha1 => ParseScram(hash, ScramAlgorithm.Sha1),
            PasswordScheme.ScramSha256 => ParseScram(hash, ScramAlgorithm.Sha256),
            _ => ParsePbkdf2Sha256(hash),
        };
    }

    private static PasswordHashOutcome ParseCrypt(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> method)
    {
        string? cost = hash.StartsWith(method) ? CryptSettingPolicy.CostOf(hash) : null;
        if (cost is null)
        {
            return PasswordHashOutcome.Bad("malformed, unsupported or too expensive crypt hash");
        }

        return LibCrypt.IsAvailable
            ? new PasswordHashOutcome(new CryptHash(hash.ToArray(), cost), null)
            : PasswordHashOutcome.Bad("this machine has no libcrypt with crypt_rn");
    }

    // Dovecot password-scheme-pbkdf2.c: $1$<salt as text>$<rounds>$<40 hex digits>.
    private static PasswordHashOutcome ParsePbkdf2(ReadOnlySpan<byte> hash)
    {
        Span<Range> parts = stackalloc Range[6];
        int count = Split(hash, parts);
        if (count != 5 || !hash[parts[0]].IsEmpty || !hash[parts[1]].SequenceEqual("1"u8))
        {
            return PasswordHashOutcome.Bad("malformed PBKDF2 hash");
        }

        ReadOnlySpan<byte> salt = hash[parts[2]];
        Span<byte> digest = stackalloc byte[Sha1Length];
        bool isDigest = hash[parts[4]].Length == 2 * Sha1Length
            && Convert.FromHexString(hash[parts[4]], digest, out _, out _) == System.Buffers.OperationStatus.Done;
        bool isForm = salt.Length is > 0 and <= MaxDecodedLength && isDigest;
        if (!isForm || !TryParseRounds(hash[parts[3]], out int rounds))
        {
            return PasswordHashOutcome.Bad("malformed PBKDF2 hash, or too many rounds");
        }

        return new PasswordHashOutcome(new Pbkdf2Hash(HashAlgorithmName.SHA1, rounds, salt.ToArray(), digest.ToArray()), null);
    }

    private static PasswordHashOutcome ParsePbkdf2Sha256(ReadOnlySpan<byte> hash)
    {
        Span<Range> parts = stackalloc Range[4];
        bool isForm = Split(hash, parts) == 3;
        byte[] salt = isForm ? Decode(hash[parts[1]]) : [];
        byte[] digest = isForm ? Decode(hash[parts[2]]) : [];
        if (salt.Length == 0 || digest.Length != SHA256.HashSizeInBytes || !TryParseRounds(hash[parts[0]], out int rounds))
        {
            return PasswordHashOutcome.Bad("malformed PBKDF2-SHA256 hash, or too many rounds");
        }

        return new PasswordHashOutcome(new Pbkdf2Hash(HashAlgorithmName.SHA256, rounds, salt, digest), null);
    }

    private static PasswordHashOutcome ParseScram(ReadOnlySpan<byte> hash, ScramAlgorithm algorithm)
    {
        Span<Range> parts = stackalloc Range[5];
        if (Split(hash, parts, (byte)',') != 4 || !TryParseRounds(hash[parts[0]], out int rounds))
        {
            return PasswordHashOutcome.Bad("malformed SCRAM keys, or too many iterations");
        }

        byte[] salt = Decode(hash[parts[1]]);
        byte[] storedKey = Decode(hash[parts[2]]);
        byte[] serverKey = Decode(hash[parts[3]]);
        return salt.Length == 0 || storedKey.Length != algorithm.Length || serverKey.Length != algorithm.Length
            ? PasswordHashOutcome.Bad("malformed SCRAM keys")
            : new PasswordHashOutcome(new ScramHash(algorithm, new ScramKeys(salt, rounds, storedKey, serverKey)), null);
    }

    private static bool TryParseRounds(ReadOnlySpan<byte> text, out int rounds) =>
        Utf8Parser.TryParse(text, out rounds, out int used) && used == text.Length && rounds is > 0 and <= Pbkdf2Hash.MaxRounds;

    private static int Split(ReadOnlySpan<byte> text, Span<Range> parts, byte separator = (byte)'$')
    {
        int count = 0;
        foreach (Range part in text.Split(separator))
        {
            if (count == parts.Length)
            {
                return count;
            }

            parts[count++] = part;
        }

        return count;
    }

    // Base64 with or without padding, and with passlib's '.' for '+'. Empty when it is neither.
    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxDecodedLength * 4 / 3 || !Ascii.IsValid(text))
        {
            return [];
        }

        string plain = Encoding.ASCII.GetString(text).TrimEnd('=').Replace('.', '+');
        plain += new string('=', (4 - (plain.Length % 4)) % 4);
        Span<byte> decoded = stackalloc byte[MaxDecodedLength];
        return Convert.TryFromBase64String(plain, decoded, out int length) ? decoded[..length].ToArray() : [];
    }
}
