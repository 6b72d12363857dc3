using MailFront.Admin.Metrics;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Defence.Pressure;
using MailFront.Serving;
using MailFront.Sessions;
using MailFront.Sessions.Pressure;
using MailFront.Transport;
using MailFront.Transport.Handshakes;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The gauge of pressure, what it is read from, and the gate of TLS handshakes.</summary>
internal sealed class PressureComposition
{
    private readonly DescriptorLimit _descriptors;
    private readonly ConnectionLedger _ledger;
    private readonly ResidentMemory _memory = new();

    public PressureComposition(
        PressureSettings settings, DescriptorLimit descriptors, ConnectionLedger ledger, TimeProvider time, ILoggerFactory loggers)
    {
        _descriptors = descriptors;
        _ledger = ledger;
        Handshakes = new HandshakeGate(LimitOf(settings), time, loggers.CreateLogger<HandshakeGate>());
    }

    /// <summary>How near the process is to its limits.</summary>
    public PressureGauge Gauge { get; } = new();

    /// <summary>Who computes a handshake next.</summary>
    public HandshakeGate Handshakes { get; }

    /// <summary>What it shows by <c>/metrics</c>.</summary>
    public IReadOnlyList<IMetricSource> Metrics => [new PressureMetrics(Gauge), new HandshakeMetrics(Handshakes)];

    /// <summary>Puts the settings of a reload into force.</summary>
    public void Apply(PressureSettings settings) => Handshakes.Limit = LimitOf(settings);

    /// <summary>What reads the pressure until the process stops.</summary>
    public PressureSampler Sampler(Func<SessionRooms> rooms, Func<CheckerSet> checkers, TimeProvider time, ILoggerFactory loggers) => new(
        Gauge,
        () => Facts(rooms().Defence.Options, checkers()),
        now => rooms().Evidence.IsAlarmed(now),
        time,
        loggers.CreateLogger<PressureSampler>());

    private static int LimitOf(PressureSettings settings) => settings.MaxHandshakes ?? HandshakeGate.UsualLimit(Environment.ProcessorCount);

    private PressureFacts Facts(DefenceOptions options, CheckerSet checkers)
    {
        var wait = 0.0;
        foreach (var group in checkers.Groups)
        {
            wait = Math.Max(wait, group.WaitShare);
        }

        return new PressureFacts
        {
            Descriptors = OpenDescriptors.Count(),
            DescriptorLimit = _descriptors.Soft,
            Memory = _memory.Read(),
            MemoryLimit = GC.GetGCMemoryInfo(GCKind.Any).TotalAvailableMemoryBytes,
            Handshakes = Handshakes.InFlight,
            HandshakeLimit = Handshakes.Room,
            AuthWaitShare = (float)wait,
            PreLogin = _ledger.PreLogin,
            PreLoginLimit = options.MaxPreLoginConnections,
        };
    }
}
