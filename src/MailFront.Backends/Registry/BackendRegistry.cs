using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using MailFront.Protocol;

namespace MailFront.Backends.Registry;

/// <summary>
/// The backends by name, as one snapshot that a reload replaces; an opening that runs keeps the endpoint it began with. Thread-safe.
/// </summary>
public sealed class BackendRegistry
{
    /// <summary>Most backends that only the directory names and that keep one endpoint object; beyond, endpoints are made anew each time.</summary>
    private const int MaxSynthesised = 4096;

    private volatile Snapshot _snapshot;

    /// <summary>Starts with the given backends.</summary>
    public BackendRegistry(BackendRegistryOptions options) => _snapshot = new Snapshot(options);

    /// <summary>The configured backends, in the order of the configuration.</summary>
    public IReadOnlyList<BackendEndpoint> All => _snapshot.Backends;

    /// <summary>Takes over a new configuration at once.</summary>
    public void Replace(BackendRegistryOptions options) => _snapshot = new Snapshot(options);

    /// <summary>The configured backend of that name, without case; null when there is none.</summary>
    public BackendEndpoint? Find(string name) => _snapshot.ByName.GetValueOrDefault(name);

    /// <summary>
    /// The backend a location's server part means: the configured one of that name or of its first label, else one made
    /// from the defaults when the server part is a host that can be connected to. Null when it is not.
    /// </summary>
    /// <param name="server">Server part of a location, e.g. <c>be1.example.org:1143</c>.</param>
    public BackendEndpoint? Resolve(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var snapshot = _snapshot;
        if (snapshot.ByName.TryGetValue(server, out var endpoint))
        {
            return endpoint;
        }

        if (!ServerName.TryParse(server, out var name))
        {
            return null;
        }

        if (snapshot.ByName.TryGetValue(name.Host, out endpoint) || snapshot.ByName.TryGetValue(name.ShortName, out endpoint))
        {
            return endpoint;
        }

        return snapshot.Defaults is null ? null : Recall(server, name, snapshot);
    }

    // The same object each time until a reload: what is kept for an endpoint, such as its TLS files, is then kept for these too.
    private static BackendEndpoint Recall(string server, ServerName name, Snapshot snapshot)
    {
        if (snapshot.Synthesised.TryGetValue(server, out var known))
        {
            return known;
        }

        var made = Synthesise(name, snapshot);
        return snapshot.Synthesised.Count < MaxSynthesised ? snapshot.Synthesised.GetOrAdd(server, made) : made;
    }

    private static BackendEndpoint Synthesise(ServerName name, Snapshot snapshot)
    {
        var defaults = snapshot.Defaults!;
        var host = name.IsPath ? name.Host : name.Host.ToLowerInvariant();

        // A port in the directory is the IMAP port (cyrus backend.c); POP3 keeps its own.
        return defaults with
        {
            Name = name.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host,
            Host = host,
            ImapPort = name.Port ?? defaults.ImapPort,
            Tls = name.RequiresTls && defaults.Tls == BackendTlsMode.Off ? BackendTlsMode.StartTls : defaults.Tls,
            ProxyPassword = snapshot.Passwords.GetValueOrDefault(name.ShortName) ?? defaults.ProxyPassword,
        };
    }

    private sealed class Snapshot(BackendRegistryOptions options)
    {
        public IReadOnlyList<BackendEndpoint> Backends { get; } = options.Backends;

        public BackendEndpoint? Defaults { get; } = options.Defaults;

        public FrozenDictionary<string, BackendEndpoint> ByName { get; } =
            options.Backends.ToFrozenDictionary(backend => backend.Name, StringComparer.OrdinalIgnoreCase);

        public ConcurrentDictionary<string, BackendEndpoint> Synthesised { get; } = new(StringComparer.Ordinal);

        public FrozenDictionary<string, Secret> Passwords { get; } =
            options.Passwords.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
