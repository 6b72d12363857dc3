using MailFront.Backends.Capabilities;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends.Probing;

/// <summary>
/// Logs what probes find when it changed: an offer once until it is another one or the backend has failed in between; a failure
/// at once, then one line in each interval while it stays the same. Thread-safe.
/// </summary>
internal sealed class ProbeLog(ILogger logger, TimeProvider time)
{
    /// <summary>Least time between two lines about the same failure.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<BackendService, Entry> _entries = [];

    /// <summary>A backend answered.</summary>
    public void Answered(BackendService service, CapabilitySet offered)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(service, out var entry) && entry.Offered?.SameAs(offered) == true)
            {
                return;
            }

            _entries[service] = new Entry(offered, null, 0);
        }

        Log.Probed(logger, service.Backend, service.Protocol, offered.ToString());
    }

    /// <summary>A backend could not be asked.</summary>
    public void Failed(BackendService service, BackendFailure failure)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (_entries.TryGetValue(service, out var entry)
                && entry.Failure is { } known
                && (known.Kind, known.Step) == (failure.Kind, failure.Step)
                && time.GetElapsedTime(entry.LoggedAt, now) < Interval)
            {
                return;
            }

            _entries[service] = new Entry(null, failure, now);
        }

        Log.ProbeFailed(logger, service.Backend, service.Protocol, failure.Kind, failure.Step, failure.Detail);
    }

    /// <summary>Forgets backends that are not among <paramref name="backends"/> any more, which also bounds what is kept.</summary>
    public void Keep(IReadOnlyList<BackendEndpoint> backends)
    {
        var names = backends.Select(backend => backend.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        lock (_lock)
        {
            foreach (var service in _entries.Keys.Where(service => !names.Contains(service.Backend)).ToList())
            {
                _entries.Remove(service);
            }
        }
    }

    private sealed record Entry(CapabilitySet? Offered, BackendFailure? Failure, long LoggedAt);
}
