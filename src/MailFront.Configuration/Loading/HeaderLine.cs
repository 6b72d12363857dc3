using System.Buffers;

namespace MailFront.Configuration.Loading;

/// <summary>An HTTP header in a configuration file: <c>Name: value</c>.</summary>
internal static class HeaderLine
{
    // RFC 9110 §5.6.2, token.
    private static readonly SearchValues<char> _token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether it can be sent: a token as name, or none where <paramref name="mayLackName"/>, and a value without controls.</summary>
    public static bool IsWellFormed(string text, bool mayLackName)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = text[..Math.Max(colon, 0)].Trim(' ');
        var value = text[(colon + 1)..].Trim(' ');
        var hasName = colon >= 0 && name.Length > 0 && !name.AsSpan().ContainsAnyExcept(_token);
        return (hasName || (mayLackName && colon < 0)) && value.Length > 0 && !value.Any(char.IsControl);
    }
}
