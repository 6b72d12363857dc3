using MailFront.Admin.Backends;
using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Pacing;
using MailFront.Backends.Probing;
using MailFront.Backends.Registry;
using MailFront.Configuration.Settings;
using MailFront.Protocol;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>Everything between a session and the backends, made once; logins and probes share what is known of a backend.</summary>
internal sealed class BackendComposition : IDisposable
{
    private readonly BackendRegistry _registry;
    private readonly BackendHealth _health;
    private readonly TransportDialer _dialer;
    private readonly DeadlineWheel _wheel;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    public BackendComposition(BackendRegistry registry, BackendPacingSettings settings, DeadlineWheel wheel, TimeProvider time, ILoggerFactory loggers)
    {
        _registry = registry;
        _wheel = wheel;
        _time = time;
        _loggers = loggers;
        _health = new BackendHealth(new BackendHealthOptions(), time);
        _dialer = new TransportDialer(new OutboundConnector(time));
        Pacing = new BackendPacing(BackendMapping.Pacing(settings), time);
        Capabilities = new BackendCapabilities(registry);
        Connector = new BackendConnector(_dialer, wheel, time, Capabilities, _health, loggers.CreateLogger<BackendConnector>(), Pacing);
        Replace(settings);
    }

    /// <summary>What backends are given, and who waits.</summary>
    public BackendPacing Pacing { get; }

    /// <summary>What the backends can do.</summary>
    public BackendCapabilities Capabilities { get; }

    /// <summary>Opens backend connections for logins.</summary>
    public BackendConnector Connector { get; }

    /// <summary>Puts new budgets and source addresses into force.</summary>
    public void Replace(BackendPacingSettings settings)
    {
        Pacing.Options = BackendMapping.Pacing(settings);
        _dialer.Sources = new SourceAddresses(settings.SourceAddresses);
    }

    /// <summary>The backends for the administration interface: those configured, and those that only the directory names once they were logged in to.</summary>
    public IReadOnlyList<BackendView> Views()
    {
        var known = Pacing.TakeSnapshots();
        var idle = _registry.All.Where(backend => !known.Any(now => now.Name == backend.Name))
            .Select(backend => new BackendSnapshot(backend.Name, PaceState.Steady, 0, 0, 0));
        return [.. known.Concat(idle).Select(now => BackendMapping.View(now, _registry.Resolve(now.Name))).OrderBy(view => view.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => Pacing.Dispose();

    /// <summary>Makes a probe that asks the backends for <paramref name="protocols"/>.</summary>
    public CapabilityProbe Probe(IReadOnlyList<MailProtocol> protocols) => new(
        _registry,
        Capabilities,
        _health,
        _dialer,
        _wheel,
        _time,
        new CapabilityProbeOptions { Protocols = protocols },
        _loggers.CreateLogger<CapabilityProbe>());
}
