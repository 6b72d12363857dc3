using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Probing;
using MailFront.Backends.Registry;
using MailFront.Protocol;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>Everything between a session and the backends, made once; logins and probes share what is known of a backend.</summary>
internal sealed class BackendComposition
{
    private readonly BackendRegistry _registry;
    private readonly BackendHealth _health;
    private readonly TransportDialer _dialer;
    private readonly DeadlineWheel _wheel;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    public BackendComposition(BackendRegistry registry, DeadlineWheel wheel, TimeProvider time, ILoggerFactory loggers)
    {
        _registry = registry;
        _wheel = wheel;
        _time = time;
        _loggers = loggers;
        _health = new BackendHealth(new BackendHealthOptions(), time);
        _dialer = new TransportDialer(new OutboundConnector(time));
        Capabilities = new BackendCapabilities(registry);
        Connector = new BackendConnector(_dialer, wheel, time, Capabilities, _health, loggers.CreateLogger<BackendConnector>());
    }

    /// <summary>What the backends can do.</summary>
    public BackendCapabilities Capabilities { get; }

    /// <summary>Opens backend connections for logins.</summary>
    public BackendConnector Connector { get; }

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
