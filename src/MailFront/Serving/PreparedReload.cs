using MailFront.Backends.Registry;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Directory;

namespace MailFront.Serving;

/// <summary>All a reload puts into force, read and checked; nothing of it is in force yet.</summary>
internal sealed record PreparedReload : IAsyncDisposable
{
    /// <summary>What the files say.</summary>
    public required FrontendSettings Settings { get; init; }

    /// <summary>The services.</summary>
    public required ServicePlan Services { get; init; }

    /// <summary>The sockets.</summary>
    public required ListenerPlan Listeners { get; init; }

    /// <summary>The backends.</summary>
    public required BackendRegistryOptions Backends { get; init; }

    /// <summary>Where users without an entry go.</summary>
    public required DefaultBackendRing? Ring { get; init; }

    /// <summary>Limits and lists.</summary>
    public required DefenceOptions Defence { get; init; }

    /// <summary>New checkers; null when those in force stay.</summary>
    public required CheckerSet? Checkers { get; init; }

    /// <summary>Whether the checkers in force go on with an old passwd-file.</summary>
    public required bool IsPasswdFileKept { get; init; }

    /// <summary>For a reload that was given up.</summary>
    public ValueTask DisposeAsync() => Checkers?.DisposeAsync() ?? ValueTask.CompletedTask;
}
