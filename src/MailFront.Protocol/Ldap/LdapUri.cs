using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MailFront.Protocol.Ldap;

/// <summary>Where an LDAP server listens (RFC 4516, without the part that names an entry).</summary>
/// <param name="Host">Host name, address, or the absolute path of a unix socket (<c>ldapi</c>).</param>
/// <param name="Port">TCP port; 0 for a unix socket.</param>
/// <param name="IsSecure">Whether TLS begins with the first octet (<c>ldaps</c>).</param>
public sealed record LdapUri(string Host, int Port, bool IsSecure)
{
    private const int PlainPort = 389;
    private const int SecurePort = 636;

    // Where Debian's slapd puts it.
    private const string DefaultPath = "/var/run/slapd/ldapi";

    /// <summary>Whether what is sent stays on this machine.</summary>
    public bool IsLocal => Host.StartsWith('/') || Host is "localhost" or "::1" || Host.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>Reads <c>ldap://host[:port]</c>, <c>ldaps://host[:port]</c> or <c>ldapi://[%2Fpath]</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LdapUri? uri)
    {
        uri = null;
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return false;
        }

        string rest = text[(scheme + 3)..].TrimEnd('/');
        uri = text[..scheme].ToLowerInvariant() switch
        {
            "ldapi" => ParsePath(rest),
            "ldap" => ParseHost(rest, PlainPort, isSecure: false),
            "ldaps" => ParseHost(rest, SecurePort, isSecure: true),
            _ => null,
        };
        return uri is not null;
    }

    /// <summary>Without credentials, as an operator would write it.</summary>
    public override string ToString() => Host.StartsWith('/')
        ? $"ldapi://{Uri.EscapeDataString(Host)}"
        : string.Create(CultureInfo.InvariantCulture, $"{(IsSecure ? "ldaps" : "ldap")}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");

    private static LdapUri? ParsePath(string rest)
    {
        string path = rest.Length == 0 ? DefaultPath : Uri.UnescapeDataString(rest);
        return path.StartsWith('/') ? new LdapUri(path, 0, false) : null;
    }

    private static LdapUri? ParseHost(string rest, int port, bool isSecure)
    {
        int bracket = rest.StartsWith('[') ? rest.IndexOf(']') : 0;
        if (bracket < 0)
        {
            return null;
        }

        int colon = rest.IndexOf(':', bracket);
        string host = colon < 0 ? rest : rest[..colon];
        if (colon >= 0 && (!int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue))
        {
            return null;
        }

        host = host.Trim('[', ']');
        return host.Length > 0 && !host.AsSpan().ContainsAny("/?#@ ") ? new LdapUri(host, port, isSecure) : null;
    }
}
