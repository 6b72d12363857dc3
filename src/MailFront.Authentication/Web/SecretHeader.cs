using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace MailFront.Authentication.Web;

/// <summary>An HTTP header whose value is a secret (an API key): sent, never shown.</summary>
public sealed class SecretHeader
{
    // RFC 9110 §5.6.2, token.
    private static readonly SearchValues<char> _token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private SecretHeader(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>Name of the header.</summary>
    public string Name { get; }

    /// <summary>Its value, for the one place that sends it.</summary>
    internal string Value { get; }

    /// <summary>
    /// Reads <c>Name: value</c>, or a bare value for the header <paramref name="defaultName"/> when that is not null. False for a name that is no token
    /// and for a value that is empty or holds controls.
    /// </summary>
    public static bool TryParse(string text, string? defaultName, [NotNullWhen(true)] out SecretHeader? header)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = (colon < 0 ? defaultName ?? string.Empty : text[..colon]).Trim(' ');
        string value = text[(colon + 1)..].Trim(' ');
        bool isHeader = name.Length > 0 && !name.AsSpan().ContainsAnyExcept(_token) && value.Length > 0 && !value.Any(char.IsControl);
        header = isHeader ? new SecretHeader(name, value) : null;
        return isHeader;
    }

    /// <summary>The name only.</summary>
    public override string ToString() => $"{Name}: ***";
}
