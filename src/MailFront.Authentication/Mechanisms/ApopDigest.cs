using System.Security.Cryptography;
using System.Text;

namespace MailFront.Authentication.Mechanisms;

/// <summary>APOP (RFC 1939 §7): MD5 over the greeting's timestamp and the shared secret.</summary>
public static class ApopDigest
{
    private const int NonceOctets = 12;

    /// <summary>A timestamp that is used once, in the form of a message id (RFC 1939 §7 wants a new one with every greeting).</summary>
    public static string NewTimestamp(string serverName) => $"<{RandomNumberGenerator.GetHexString(2 * NonceOctets, lowercase: true)}@{serverName}>";

    /// <summary>
    /// Decides about a digest. A user whose secret is not stored costs the same and is refused like one with another secret.
    /// </summary>
    public static Credential Decide(string user, ReadOnlySpan<byte> digest, string timestamp, byte[]? secret)
    {
        Span<byte> computed = stackalloc byte[MD5.HashSizeInBytes];
        Span<byte> given = stackalloc byte[MD5.HashSizeInBytes];
        CryptographicOperations.HashData(HashAlgorithmName.MD5, [.. Encoding.ASCII.GetBytes(timestamp), .. secret ?? RandomNumberGenerator.GetBytes(NonceOctets)], computed);
        var isDigest = digest.Length == 2 * MD5.HashSizeInBytes
            && Convert.FromHexString(digest, given, out _, out _) == System.Buffers.OperationStatus.Done;
        return CryptographicOperations.FixedTimeEquals(computed, given) & isDigest & secret is not null
            ? Credential.Proven(MechanismNames.Apop, user, string.Empty)
            : Credential.Refused(MechanismNames.Apop, user, secret is null ? "no stored secret" : "wrong digest");
    }
}
