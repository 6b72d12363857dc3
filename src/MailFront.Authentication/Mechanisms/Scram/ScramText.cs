using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using MailFront.Protocol.Sasl;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>The value forms of RFC 5802 §7. Pure.</summary>
internal static class ScramText
{
    /// <summary>Longest name and nonce accepted, in octets; libraries send nonces of 16 to 64.</summary>
    public const int MaxValueLength = 1_024;

    /// <summary>Cuts <c>x=value</c> up to the next comma, or to the end, off <paramref name="rest"/>; the comma goes too.</summary>
    public static bool TryCut(ref ReadOnlySpan<byte> rest, byte name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.Length < 2 || rest[0] != name || rest[1] != (byte)'=')
        {
            return false;
        }

        var comma = rest.IndexOf((byte)',');
        value = comma < 0 ? rest[2..] : rest[2..comma];
        rest = comma < 0 ? [] : rest[(comma + 1)..];
        return true;
    }

    /// <summary>A <c>saslname</c>: <c>=2C</c> and <c>=3D</c> stand for comma and equals sign, no other <c>=</c> may occur.</summary>
    public static bool TryReadName(ReadOnlySpan<byte> text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (text.Length is 0 or > MaxValueLength || !Utf8.IsValid(text) || text.Contains((byte)0))
        {
            return false;
        }

        var encoded = Encoding.UTF8.GetString(text);
        var plain = encoded.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "\0", StringComparison.Ordinal);
        if (plain.Contains('=', StringComparison.Ordinal))
        {
            return false;
        }

        name = plain.Replace('\0', '=');
        return true;
    }

    /// <summary>True for <c>printable</c>: visible ASCII without comma.</summary>
    public static bool IsNonce(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxValueLength && !text.ContainsAnyExceptInRange((byte)0x21, (byte)0x7e) && !text.Contains((byte)',');

    /// <summary>Base64 with padding, not empty. Null when it is neither.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> base64)
    {
        var octets = new byte[SaslBase64.GetMaxDecodedLength(base64.Length)];
        return base64.Length > 1 && SaslBase64.TryDecode(base64, octets, out var length) ? octets[..length] : null;
    }
}
