using System.Collections.Concurrent;
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

    /// <summary>Services whose failure has been logged: one line when it begins, none while it lasts.</summary>
    private readonly ConcurrentDictionary<BackendService, bool> _failing = new();

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
        Forget(backends);
        return failures == 0;
    }

    private async ValueTask<bool> ProbeAsync(BackendEndpoint endpoint, MailProtocol protocol, CancellationToken cancellationToken)
    {
        var service = new BackendService(endpoint.Name, protocol);
        var opened = await _opener.OpenAsync(endpoint, protocol, null, dialogue => dialogue.LogOutAsync(), cancellationToken);
        if (!opened.Succeeded)
        {
            var failure = opened.Failure;
            if (_failing.TryAdd(service, true))
            {
                Log.ProbeFailed(_logger, endpoint.Name, protocol, failure.Kind, failure.Step, failure.Detail);
            }

            return false;
        }

        await opened.Channel.CloseAsync();
        _failing.TryRemove(service, out _);
        _capabilities.RecordBeforeLogin(endpoint.Name, protocol, opened.Dialogue.Offered);
        Log.Probed(_logger, endpoint.Name, protocol, opened.Dialogue.Offered.ToString());
        if (_health.Succeeded(endpoint.Name, protocol) is > 0 and var failures)
        {
            Log.BackendUp(_logger, endpoint.Name, protocol, failures);
        }

        return true;
    }

    /// <summary>Backends that a reload took away.</summary>
    private void Forget(IReadOnlyList<BackendEndpoint> backends)
    {
        var names = backends.Select(backend => backend.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var service in _failing.Keys.Where(service => !names.Contains(service.Backend)))
        {
            _failing.TryRemove(service, out _);
        }
    }
}
