using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace MailFront.Protocol.Sasl;

/// <summary>The PLAIN mechanism (RFC 4616), both directions. Buffers that held the password are wiped.</summary>
public static class SaslPlain
{
    private const byte Delete = 0x7f;
    private const byte LastControl = 0x1f;

    /// <summary>
    /// Takes a client's message apart. False for bytes that are not UTF-8, more or fewer than two NULs, an empty authcid or password, and control
    /// characters in either identity: those could become a line of their own in a backend's protocol or a log.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> plain, [NotNullWhen(true)] out SaslPlainMessage? message)
    {
        message = Split(plain);
        return message is not null;
    }

    /// <summary>
    /// Encodes <c>authzid NUL authcid NUL password</c> in base64. The caller wipes the returned buffer once it is sent.
    /// </summary>
    /// <exception cref="ArgumentException">An identity or the password holds NUL: callers refuse those long before.</exception>
    public static byte[] Encode(string authzid, string authcid, Secret password)
    {
        if (authzid.Contains('\0', StringComparison.Ordinal) || authcid.Contains('\0', StringComparison.Ordinal) || password.Bytes.Contains((byte)0))
        {
            throw new ArgumentException("NUL cannot be carried by PLAIN.");
        }

        int authzidLength = Encoding.UTF8.GetByteCount(authzid);
        int authcidLength = Encoding.UTF8.GetByteCount(authcid);
        byte[] plain = new byte[authzidLength + authcidLength + password.Length + 2];
        try
        {
            Encoding.UTF8.GetBytes(authzid, plain);
            Encoding.UTF8.GetBytes(authcid, plain.AsSpan(authzidLength + 1));
            password.Bytes.CopyTo(plain.AsSpan(authzidLength + authcidLength + 2));
            return SaslBase64.Encode(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static SaslPlainMessage? Split(ReadOnlySpan<byte> plain)
    {
        int first = plain.IndexOf((byte)0);
        int second = first < 0 ? -1 : plain[(first + 1)..].IndexOf((byte)0);
        if (second < 0 || !Utf8.IsValid(plain))
        {
            return null;
        }

        ReadOnlySpan<byte> authzid = plain[..first];
        ReadOnlySpan<byte> authcid = plain.Slice(first + 1, second);
        ReadOnlySpan<byte> password = plain[(first + second + 2)..];
        bool isWellFormed = !authcid.IsEmpty && !password.IsEmpty && !password.Contains((byte)0)
            && !HasControls(authzid) && !HasControls(authcid);
        return isWellFormed
            ? new SaslPlainMessage(Encoding.UTF8.GetString(authzid), Encoding.UTF8.GetString(authcid), new Secret(password))
            : null;
    }

    private static bool HasControls(ReadOnlySpan<byte> identity) =>
        identity.ContainsAnyInRange((byte)0, LastControl) || identity.Contains(Delete);
}
