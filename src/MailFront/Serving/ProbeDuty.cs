using MailFront.Backends.Probing;
using MailFront.Protocol;

namespace MailFront.Serving;

/// <summary>Keeps one capability probe running for the protocols that are served. A protocol that no listener speaks is not asked for: many a backend does not serve it.</summary>
internal sealed class ProbeDuty : IDisposable
{
    private readonly Func<IReadOnlyList<MailProtocol>, CapabilityProbe> _make;
    private readonly BackgroundWork _background;
    private IReadOnlyList<MailProtocol> _probed = [];
    private CancellationTokenSource? _end;

    /// <summary>Probes made by <paramref name="make"/> run in <paramref name="background"/>.</summary>
    public ProbeDuty(Func<IReadOnlyList<MailProtocol>, CapabilityProbe> make, BackgroundWork background)
    {
        _make = make;
        _background = background;
    }

    /// <summary>Replaces the probe if <paramref name="served"/> are not the protocols it probes.</summary>
    public async Task ServeAsync(IReadOnlyList<MailProtocol> served)
    {
        if (served.SequenceEqual(_probed))
        {
            return;
        }

        if (_end is { } former)
        {
            await former.CancelAsync();
            former.Dispose();
        }

        _probed = served;
        _end = CancellationTokenSource.CreateLinkedTokenSource(_background.Stopping);
        var end = _end.Token;
        _background.Keep("capability probe", _ => RunUntilAsync(_make(served), end));
    }

    /// <inheritdoc/>
    public void Dispose() => _end?.Dispose();

    private static async Task RunUntilAsync(CapabilityProbe probe, CancellationToken end)
    {
        try
        {
            await probe.RunAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The process stops, or another probe takes over.
        }
    }
}
