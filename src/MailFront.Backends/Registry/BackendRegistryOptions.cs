using MailFront.Protocol;

namespace MailFront.Backends.Registry;

/// <summary>The backends an operator configured, and what holds for those that only the directory names.</summary>
public sealed record BackendRegistryOptions
{
    /// <summary>Backends of <c>mailfront_backend_*</c>; names are unique without case.</summary>
    public IReadOnlyList<BackendEndpoint> Backends { get; init; } = [];

    /// <summary>Template for a backend that only the directory names; its name, host and port are replaced. Null: such a backend is unknown.</summary>
    public BackendEndpoint? Defaults { get; init; }

    /// <summary>Passwords of <c>&lt;shorthost&gt;_password</c> by short host; a backend without one has the password of <see cref="Defaults"/>.</summary>
    public IReadOnlyDictionary<string, Secret> Passwords { get; init; } = new Dictionary<string, Secret>();
}
