using System.Globalization;

namespace MailFront.Configuration.Settings;

/// <summary>The backends, and how the server part of a location becomes one.</summary>
public sealed record BackendCatalogue
{
    /// <summary>Backends by short name: <c>mailfront_backend_&lt;shorthost&gt;</c>, then those only named in <c>serverlist</c>.</summary>
    public IReadOnlyList<BackendSettings> Named { get; init; } = [];

    /// <summary>
    /// <c>mailfront_default_backend</c>: short names for users without an entry; several share by consistent hash. Empty: such users are refused.
    /// </summary>
    public IReadOnlyList<string> Defaults { get; init; } = [];

    /// <summary><c>serverlist</c>: backends considered when a mailbox is created.</summary>
    public IReadOnlyList<string> CreateOn { get; init; } = [];

    /// <summary>Login and deadline for a backend which no option names; its name, host and ports are filled in by <see cref="Resolve"/>.</summary>
    public required BackendSettings Template { get; init; }

    /// <summary><c>&lt;shorthost&gt;_password</c> of backends which no other option names.</summary>
    public IReadOnlyDictionary<string, HiddenText> Passwords { get; init; } = new Dictionary<string, HiddenText>();

    /// <summary>
    /// The backend meant by the server part of a location (<c>be1.example.org</c>, <c>be1.example.org:1143</c>): the one named by its first label,
    /// else that host itself. Null for an empty or impossible name.
    /// </summary>
    public BackendSettings? Resolve(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var shortName = ShortName(server);
        foreach (var backend in Named)
        {
            if (string.Equals(backend.Name, shortName, StringComparison.OrdinalIgnoreCase))
            {
                return backend;
            }
        }

        return FromServerPart(server, shortName);
    }

    /// <summary>The name up to its first dot or colon, lower case (cyrus backend.c:backend_connect).</summary>
    public static string ShortName(string server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var end = server.AsSpan().IndexOfAny('.', ':');
        return (end < 0 ? server : server[..end]).ToLowerInvariant();
    }

    private BackendSettings? FromServerPart(string server, string shortName)
    {
        var colon = server.LastIndexOf(':');
        var port = (ushort)Template.ImapPort;
        if (shortName.Length == 0
            || (colon >= 0 && !ushort.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            || port == 0)
        {
            return null;
        }

        return Template with
        {
            Name = shortName,
            Host = colon < 0 ? server : server[..colon],
            ImapPort = port,
            ProxyPassword = Passwords.GetValueOrDefault(shortName) ?? Template.ProxyPassword,
        };
    }
}
