using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>A client's message of OAUTHBEARER (RFC 7628 §3.1) or XOAUTH2.</summary>
/// <param name="User">Whom the client names; empty when it names nobody, which only OAUTHBEARER allows.</param>
/// <param name="Token">The access token.</param>
internal sealed record BearerMessage(string User, string Token)
{
    /// <summary>Longest token in octets. Tokens of large providers have one to three thousand; the longest line before login bounds them too.</summary>
    public const int MaxTokenLength = 16 * 1024;

    /// <summary>Room for the token and what stands around it.</summary>
    public const int MaxMessageOctets = MaxTokenLength + 2_048;

    private const byte Separator = 0x01;

    // RFC 6750 §2.1: b64token.
    private static readonly SearchValues<byte> _tokenBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="u8);

    /// <summary>Reads <c>n,a=user,^Ahost=…^Aport=…^Aauth=Bearer token^A^A</c>; host and port are not looked at.</summary>
    public static bool TryParseOAuthBearer(ReadOnlySpan<byte> message, [NotNullWhen(true)] out BearerMessage? parsed)
    {
        parsed = null;
        var header = message.IndexOf(Separator);
        if (header < 0)
        {
            return false;
        }

        var gs2 = message[..header];
        var user = string.Empty;
        if (gs2 is not [(byte)'n' or (byte)'y', (byte)',', .., (byte)','])
        {
            return false;
        }

        gs2 = gs2.Length < 4 ? [] : gs2[2..^1];
        return (gs2.IsEmpty || (ScramText.TryCut(ref gs2, (byte)'a', out var name) && gs2.IsEmpty && ScramText.TryReadName(name, out user)))
            && TryReadPairs(message[(header + 1)..], user ?? string.Empty, out parsed);
    }

    /// <summary>Reads <c>user=name^Aauth=Bearer token^A^A</c>.</summary>
    public static bool TryParseXOAuth2(ReadOnlySpan<byte> message, [NotNullWhen(true)] out BearerMessage? parsed)
    {
        parsed = null;
        var end = message.IndexOf(Separator);
        return end > 5 && message.StartsWith("user="u8) && System.Text.Unicode.Utf8.IsValid(message[..end])
            && TryReadPairs(message[(end + 1)..], Encoding.UTF8.GetString(message[5..end]), out parsed);
    }

    private static bool TryReadPairs(ReadOnlySpan<byte> pairs, string user, [NotNullWhen(true)] out BearerMessage? parsed)
    {
        parsed = null;
        if (!pairs.EndsWith([Separator, Separator]))
        {
            return false;
        }

        foreach (var range in pairs[..^2].Split(Separator))
        {
            var pair = pairs[range];
            if (!pair.StartsWith("auth="u8))
            {
                continue;
            }

            if (parsed is not null || TokenOf(pair[5..]) is not { } token)
            {
                parsed = null;
                return false;
            }

            parsed = new BearerMessage(user, token);
        }

        return parsed is not null;
    }

    private static string? TokenOf(ReadOnlySpan<byte> value)
    {
        const string Scheme = "Bearer ";
        if (value.Length <= Scheme.Length || !Ascii.EqualsIgnoreCase(value[..Scheme.Length], Scheme))
        {
            return null;
        }

        var token = value[Scheme.Length..].TrimStart((byte)' ');
        return token.Length is > 0 and <= MaxTokenLength && !token.ContainsAnyExcept(_tokenBytes) ? Encoding.ASCII.GetString(token) : null;
    }

    /// <summary>The token is not shown.</summary>
    public override string ToString() => $"bearer token of {User}";
}
