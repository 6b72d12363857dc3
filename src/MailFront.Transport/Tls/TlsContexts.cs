using System.Net.Security;

namespace MailFront.Transport.Tls;

/// <summary>Server certificates by SNI and the limits of the handshake, as one immutable snapshot that a reload replaces.</summary>
/// <remarks>
/// Only configured names have state here, so a client cannot make it grow by naming many hosts (CVE-2017-15130). Each certificate has its
/// own OpenSSL context and with it its own ticket keys, so a session cannot be resumed under another host's name (CVE-2025-23419).
/// </remarks>
public sealed class TlsContexts
{
    private readonly Dictionary<string, TlsHost> _exact;
    private readonly Dictionary<string, TlsHost> _wildcards;
    private readonly Dictionary<string, TlsHost>.AlternateLookup<ReadOnlySpan<char>> _wildcardsBySpan;
    private readonly TlsHost _default;

    internal TlsContexts(Dictionary<string, TlsHost> exact, Dictionary<string, TlsHost> wildcards, TlsHost @default, bool hasBothKinds)
    {
        _exact = exact;
        _wildcards = wildcards;
        _wildcardsBySpan = wildcards.GetAlternateLookup<ReadOnlySpan<char>>();
        _default = @default;
        HasBothKinds = hasBothKinds;
    }

    /// <summary>Names that are answered with their own certificate, wildcards as <c>*.example.org</c>; for status and logs.</summary>
    public IEnumerable<string> Names => _exact.Keys.Concat(_wildcards.Keys.Select(static suffix => "*." + suffix));

    /// <summary>Whether some name has an RSA and an ECDSA certificate, so that the client's abilities matter.</summary>
    internal bool HasBothKinds { get; }

    /// <summary>Reads and checks all files of <paramref name="options"/>; all findings at once. For start and reload, not for connections.</summary>
    /// <param name="options">What to load.</param>
    /// <param name="time">Clock for the validity checks.</param>
    public static TlsContextsOutcome Load(TlsServerOptions options, TimeProvider time) => new TlsContextsLoader(options, time).Load();

    /// <summary>What to offer to a client that asked for <paramref name="serverName"/>; the default certificate for an unknown name.</summary>
    /// <param name="serverName">SNI; empty or null when the client named none.</param>
    /// <param name="canVerifyEcdsa">Whether the client accepts ECDSA signatures.</param>
    internal SslServerAuthenticationOptions Select(string? serverName, bool canVerifyEcdsa = true) =>
        Find(serverName).Select(canVerifyEcdsa);

    private TlsHost Find(string? serverName)
    {
        if (string.IsNullOrEmpty(serverName))
        {
            return _default;
        }

        if (_exact.TryGetValue(serverName, out var host))
        {
            return host;
        }

        // A wildcard stands for exactly one label (RFC 6125 §6.4.3).
        var dot = serverName.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _wildcardsBySpan.TryGetValue(serverName.AsSpan(dot + 1), out host) ? host : _default;
    }
}
