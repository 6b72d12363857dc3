using System.Globalization;
using MailFront.Configuration.Settings;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>
/// The value of <c>mailfront_backend_&lt;shorthost&gt;</c>: <c>host[:port]</c>, then
/// <c>pop3=[host:]port kind= tls= tls_verify= tls_ca= proxy_protocol= login_rate= connections=</c> in any order.
/// </summary>
internal static class BackendSpecification
{
    // As mailfront_backend_login_rate.
    private const int MostLogins = 100_000;

    private const string Form = "host[:port] [pop3=[host:]port] [kind=cyrus|dovecot|generic] [tls=off|starttls|implicit] "
        + "[tls_verify=on|off] [tls_ca=file] [proxy_protocol=off|v1|v2] [login_rate=number] [connections=number]";

    /// <summary>The backend on top of <paramref name="template"/>, or null with what is wrong.</summary>
    public static BackendSettings? Parse(string name, string text, BackendSettings template, out string problem)
    {
        problem = string.Empty;
        var words = WordList.Split(text);
        if (!TrySplitHost(words[0], out var host, out var port))
        {
            problem = $"'{words[0]}' is no host[:port]";
            return null;
        }

        var backend = template with { Name = name, Host = host };
        string? pop3 = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.AsSpan(1))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var key = word[..Math.Max(equals, 0)];
            var value = word[(equals + 1)..];
            pop3 = key == "pop3" ? value : pop3;
            if (!seen.Add(key) || Apply(backend, key, value) is not { } changed)
            {
                problem = $"'{word}' is not understood or given twice; expected {Form}";
                return null;
            }

            backend = changed;
        }

        return WithPorts(backend, port, pop3, out problem);
    }

    /// <summary>Splits <c>host</c>, <c>host:port</c>, <c>[v6]:port</c>, bare v6; false for an impossible port or an empty host.</summary>
    public static bool TrySplitHost(string text, out string host, out int? port)
    {
        port = null;
        host = text;
        var close = text.LastIndexOf(']');
        var colon = text.LastIndexOf(':');
        var isBareV6 = close < 0 && colon != text.IndexOf(':', StringComparison.Ordinal);
        if (colon > close && !isBareV6)
        {
            host = text[..colon];
            port = ParsePort(text[(colon + 1)..]);
            if (port is null)
            {
                return false;
            }
        }

        if (host is ['[', .., ']'])
        {
            host = host[1..^1];
        }

        return host.Length > 0 && !host.Contains('[', StringComparison.Ordinal);
    }

    private static BackendSettings? Apply(BackendSettings backend, string key, string value) => (key, value) switch
    {
        ("pop3", not "") => backend,
        ("kind", "cyrus") => backend with { Kind = BackendDialect.Cyrus },
        ("kind", "dovecot") => backend with { Kind = BackendDialect.Dovecot },
        ("kind", "generic") => backend with { Kind = BackendDialect.Generic, ProxyUser = null, ProxyPassword = null },
        ("tls", "off") => backend with { Tls = BackendTls.Off },
        ("tls", "starttls") => backend with { Tls = BackendTls.StartTls },
        ("tls", "implicit") => backend with { Tls = BackendTls.Implicit },
        ("tls_verify", "on") => backend with { VerifyCertificate = true },
        ("tls_verify", "off") => backend with { VerifyCertificate = false },
        ("tls_ca", not "") => backend with { CaFile = value },
        ("proxy_protocol", "off") => backend with { ProxyHeader = BackendProxyHeader.Off },
        ("proxy_protocol", "v1") => backend with { ProxyHeader = BackendProxyHeader.V1 },
        ("proxy_protocol", "v2") => backend with { ProxyHeader = BackendProxyHeader.V2 },
        ("login_rate", not "") when ParseLimit(value) is { } rate => backend with { LoginRate = rate },
        ("connections", not "") when ParseLimit(value) is { } most => backend with { Connections = most },
        _ => null,
    };

    private static int? ParseLimit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostLogins ? number : null;

    private static BackendSettings? WithPorts(BackendSettings backend, int? port, string? pop3, out string problem)
    {
        problem = string.Empty;
        var isImplicit = backend.Tls == BackendTls.Implicit;
        var pop3Host = (string?)null;
        var pop3Port = pop3 is null ? null : ParsePort(pop3);
        if (pop3 is not null && pop3Port is null && (!TrySplitHost(pop3, out pop3Host, out pop3Port) || pop3Port is null))
        {
            problem = $"'pop3={pop3}' is no [host:]port";
            return null;
        }

        return backend with
        {
            ImapPort = port ?? (isImplicit ? BackendSettings.DefaultImplicitImapPort : BackendSettings.DefaultImapPort),
            Pop3Host = pop3Host,
            Pop3Port = pop3Port ?? (isImplicit ? BackendSettings.DefaultImplicitPop3Port : BackendSettings.DefaultPop3Port),
        };
    }

    private static int? ParsePort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0 ? number : null;
}
