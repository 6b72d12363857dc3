using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Opening;
using MailFront.Backends.Registry;
using MailFront.Protocol;
using MailFront.Transport.Deadlines;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends.Probing;

/// <summary>
/// Asks every configured backend in the background what it offers, without a login, so that the frontend's own CAPABILITY
/// is right before the first user logs in, and stays right after a backend's upgrade.
/// </summary>
public sealed class CapabilityProbe
{
    private readonly BackendRegistry _registry;
    private readonly BackendCapabilities _capabilities;
    private readonly BackendHealth _health;
    private readonly BackendOpener _opener;
    private readonly TimeProvider _time;
    private readonly CapabilityProbeOptions _options;
    private readonly ILogger<CapabilityProbe> _logger;

    private readonly ProbeLog _log;

    /// <summary>Makes the process's probe.</summary>
    public CapabilityProbe(
        BackendRegistry registry,
        BackendCapabilities capabilities,
        BackendHealth health,
        IBackendDialer dialer,
        DeadlineWheel wheel,
        TimeProvider time,
        CapabilityProbeOptions options,
        ILogger<CapabilityProbe> logger)
    {
        _registry = registry;
        _capabilities = capabilities;
        _health = health;
        _opener = new BackendOpener(dialer, wheel, time);
        _time = time;
        _options = options;
        _logger = logger;
        _log = new ProbeLog(logger, time);
    }

    /// <summary>Asks in rounds until cancelled; then ends with an <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var isComplete = await ProbeAllAsync(cancellationToken);
            await Task.Delay(isComplete ? _options.Interval : _options.RetryInterval, _time, cancellationToken);
        }
    }

    /// <summary>One round. True when each backend answered. Takes at most the longest timeout times backends by concurrency.</summary>
    public async Task<bool> ProbeAllAsync(CancellationToken cancellationToken)
    {
        var backends = _registry.All;
        var failures = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            backends.SelectMany(backend => _options.Protocols.Select(protocol => (backend, protocol))),
            parallel,
            async (target, token) =>
            {
                if (!await ProbeAsync(target.backend, target.protocol, token))
                {
                    Interlocked.Increment(ref failures);
                }
            });
        _log.Keep(backends);
        return failures == 0;
    }

    private async ValueTask<bool> ProbeAsync(BackendEndpoint endpoint, MailProtocol protocol, CancellationToken cancellationToken)
    {
        var service = new BackendService(endpoint.Name, protocol);
        var opened = await _opener.OpenAsync(endpoint, protocol, null, dialogue => dialogue.LogOutAsync(), cancellationToken);
        if (!opened.Succeeded)
        {
            _log.Failed(service, opened.Failure);
            return false;
        }

        await opened.Channel.CloseAsync();
        _capabilities.RecordBeforeLogin(endpoint.Name, protocol, opened.Dialogue.Offered);
        _log.Answered(service, opened.Dialogue.Offered);
        if (_health.Succeeded(endpoint.Name, protocol) is > 0 and var failures)
        {
            Log.BackendUp(_logger, endpoint.Name, protocol, failures);
        }

        return true;
    }
}
