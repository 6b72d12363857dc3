using System.Buffers.Text;
using System.Text;

namespace MailFront.Load.Stub;

/// <summary>
/// Who is let in without a user list: a user whose name ends in digits (before any domain) has the password "pw" and these digits.
/// With an authzid, the proxy may log in as anybody.
/// </summary>
internal sealed class PasswordRule(StubOptions options)
{
    private const int MaxPlainBytes = 1024;

    /// <summary>Is this the user's own password?</summary>
    public static bool IsOwn(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password)
    {
        var at = user.IndexOf((byte)'@');
        var name = at >= 0 ? user[..at] : user;
        var digits = name[(name.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)..];
        return digits.Length > 0 && password.StartsWith("pw"u8) && password[2..].SequenceEqual(digits);
    }

    /// <summary>Is this base64 of a right PLAIN message (RFC 4616)?</summary>
    public bool IsPlainRight(ReadOnlySpan<byte> base64)
    {
        Span<byte> message = stackalloc byte[MaxPlainBytes];
        if (Base64.DecodeFromUtf8(base64, message, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        message = message[..length];
        var first = message.IndexOf((byte)0);
        var second = first < 0 ? -1 : message[(first + 1)..].IndexOf((byte)0);
        if (second < 0)
        {
            return false;
        }

        var authcid = message.Slice(first + 1, second);
        var password = message[(first + second + 2)..];
        return IsOwn(authcid, password)
            || (first > 0 && authcid.SequenceEqual(options.ProxyUser) && password.SequenceEqual(options.ProxyPassword));
    }

    /// <summary>The same for text from an HTTP header.</summary>
    public static bool IsOwn(string user, string password) => IsOwn(Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(password));
}
