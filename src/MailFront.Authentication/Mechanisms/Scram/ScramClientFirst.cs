using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>The client's first message (RFC 5802 §7).</summary>
/// <param name="WantsBinding">The client insists on channel binding (<c>p=…</c>), which belongs to the -PLUS mechanisms.</param>
/// <param name="Header">The gs2 header, commas included, which the final message repeats.</param>
/// <param name="Bare">All behind it: part of what is proven.</param>
/// <param name="User">Whose password.</param>
/// <param name="AuthorizationId">As whom to act; empty for the same.</param>
/// <param name="Nonce">The client's nonce.</param>
internal sealed record ScramClientFirst(bool WantsBinding, string Header, string Bare, string User, string AuthorizationId, string Nonce)
{
    /// <summary>Reads a message. False when it is none, and for mandatory extensions (<c>m=</c>), of which there are none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, [NotNullWhen(true)] out ScramClientFirst? first)
    {
        first = null;
        var flagEnd = message.IndexOf((byte)',');
        if (flagEnd < 1)
        {
            return false;
        }

        var flag = message[..flagEnd];
        var wantsBinding = flag.StartsWith("p="u8) && flag.Length > 2;
        var rest = message[(flagEnd + 1)..];
        if (!(wantsBinding || flag.SequenceEqual("n"u8) || flag.SequenceEqual("y"u8)) || !TryReadAuthzid(ref rest, out var authzid))
        {
            return false;
        }

        var bare = rest;
        if (!ScramText.TryCut(ref rest, (byte)'n', out var user) || !ScramText.TryReadName(user, out var name)
            || !ScramText.TryCut(ref rest, (byte)'r', out var nonce) || !ScramText.IsNonce(nonce))
        {
            return false;
        }

        first = new ScramClientFirst(
            wantsBinding, Encoding.UTF8.GetString(message[..^bare.Length]), Encoding.UTF8.GetString(bare), name, authzid, Encoding.ASCII.GetString(nonce));
        return true;
    }

    private static bool TryReadAuthzid(ref ReadOnlySpan<byte> rest, out string authzid)
    {
        authzid = string.Empty;
        if (rest is [(byte)',', ..])
        {
            rest = rest[1..];
            return true;
        }

        if (!ScramText.TryCut(ref rest, (byte)'a', out var text) || !ScramText.TryReadName(text, out var name))
        {
            return false;
        }

        authzid = name;
        return true;
    }
}
