using System.Buffers;
using System.Buffers.Text;

namespace MailFront.Authentication.Hashing;

/// <summary>
/// Which crypt(5) hashes are computed at all: known methods, well-formed, and within a cost that a check may have. A hostile or careless file
/// can ask libcrypt for hours of work or gigabytes of memory. DES (no <c>$</c>) is left out: it sees only eight characters of a password.
/// </summary>
internal static class CryptSettingPolicy
{
    /// <summary>Most rounds of SHA-crypt: about 0.3 s of one core.</summary>
    public const int MaxShaRounds = 1_000_000;

    // libxcrypt refuses fewer; 5000 is what no "rounds=" means (crypt(5)).
    private const int MinShaRounds = 1_000;
    private const int DefaultShaRounds = 5_000;

    // bcrypt cost 13: about 0.4 s. yescrypt at 2^14 blocks of 4 KiB: 64 MiB for each hashing thread, four times Debian's default.
    private const int MinBcryptCost = 4;
    private const int MaxBcryptCost = 13;
    private const int MaxYescryptLog2Blocks = 14;
    private const int MaxYescryptBlockSize = 32;
    private const int BcryptLength = 60;

    private static ReadOnlySpan<byte> Alphabet => "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    private static SearchValues<byte> Digits64 { get; } = SearchValues.Create(Alphabet);

    /// <summary>Names the work of a hash, or returns null when the hash is not to be computed.</summary>
    public static string? CostOf(ReadOnlySpan<byte> hash) => hash switch
    {
        [(byte)'$', (byte)'1', (byte)'$', .. var rest] => IsSaltAndDigest(rest, maxSalt: 8, digest: 22) ? "MD5-CRYPT" : null,
        [(byte)'$', (byte)'5', (byte)'$', .. var rest] => ShaCost("SHA256-CRYPT", rest, digest: 43),
        [(byte)'$', (byte)'6', (byte)'$', .. var rest] => ShaCost("SHA512-CRYPT", rest, digest: 86),
        [(byte)'$', (byte)'2', (byte)'a' or (byte)'b' or (byte)'y', (byte)'$', .. var rest] when hash.Length == BcryptLength => BcryptCost(rest),
        [(byte)'$', (byte)'y', (byte)'$', (byte)'j', var blocks, var size, (byte)'$', .. var rest] => YescryptCost(blocks, size, rest),
        _ => null,
    };

    private static string? ShaCost(string name, ReadOnlySpan<byte> rest, int digest)
    {
        int rounds = DefaultShaRounds;
        if (rest.StartsWith("rounds="u8))
        {
            rest = rest["rounds="u8.Length..];
            bool isNumber = Utf8Parser.TryParse(rest, out rounds, out int used) && rest[0] is >= (byte)'1' and <= (byte)'9';
            if (!isNumber || rounds is < MinShaRounds or > MaxShaRounds || used >= rest.Length || rest[used] != '$')
            {
                return null;
            }

            rest = rest[(used + 1)..];
        }

        return IsSaltAndDigest(rest, maxSalt: 16, digest) ? $"{name}:{rounds}" : null;
    }

    private static string? BcryptCost(ReadOnlySpan<byte> rest)
    {
        bool isForm = rest[0] is >= (byte)'0' and <= (byte)'9' && rest[1] is >= (byte)'0' and <= (byte)'9' && rest[2] == '$';
        int cost = ((rest[0] - '0') * 10) + rest[1] - '0';
        bool isBounded = cost is >= MinBcryptCost and <= MaxBcryptCost;
        return isForm && isBounded && !rest[3..].ContainsAnyExcept(Digits64) ? $"BLF-CRYPT:{cost}" : null;
    }

    // crypt(5) and yescrypt's own encoding: after the flavour 'j', one digit for log2 of the block count less one, one for the block size less one.
    private static string? YescryptCost(byte blocks, byte size, ReadOnlySpan<byte> rest)
    {
        int log2Blocks = Alphabet.IndexOf(blocks) + 1;
        int blockSize = Alphabet.IndexOf(size) + 1;
        bool isBounded = log2Blocks is > 0 and <= MaxYescryptLog2Blocks && blockSize is > 0 and <= MaxYescryptBlockSize;
        return isBounded && IsSaltAndDigest(rest, maxSalt: 86, digest: 43) ? $"YESCRYPT:{log2Blocks}:{blockSize}" : null;
    }

    private static bool IsSaltAndDigest(ReadOnlySpan<byte> rest, int maxSalt, int digest)
    {
        int end = rest.IndexOf((byte)'$');
        return end >= 0 && end <= maxSalt && !rest[..end].ContainsAnyExcept(Digits64)
            && rest.Length == end + 1 + digest && !rest[(end + 1)..].ContainsAnyExcept(Digits64);
    }
}
