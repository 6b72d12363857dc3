using MailFront.Protocol;
using Microsoft.Extensions.Logging;

namespace MailFront.Backends.Opening;

/// <summary>
/// Logs failed logins so that a dead backend does not flood the log: the first at once, then at most one line with a count
/// in each interval. Thread-safe.
/// </summary>
internal sealed class FailureLog(ILogger logger, TimeProvider time)
{
    /// <summary>Least time between two lines about one backend.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Most backends remembered; beyond that all are forgotten, which costs some lines at most.</summary>
    private const int MaxBackends = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<BackendService, Entry> _entries = [];

    /// <summary>Logs or counts one failure.</summary>
    public void Report(BackendFailure failure, BackendLogin login)
    {
        var count = Count(new BackendService(failure.Backend, login.Protocol), out var elapsed);
        if (count == 1)
        {
            Log.LoginFailed(
                logger,
                failure.Backend,
                login.Protocol,
                LoggableText.From(login.User),
                failure.Kind,
                failure.Step,
                failure.Detail,
                LoggableText.From(login.Client.SessionId));
        }
        else if (count > 1)
        {
            Log.LoginsFailed(
                logger, failure.Backend, login.Protocol, count, (int)elapsed.TotalSeconds, failure.Kind, failure.Step, failure.Detail);
        }
    }

    /// <summary>Failures that the line to be written now stands for; 0 when none is due.</summary>
    private int Count(BackendService service, out TimeSpan elapsed)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            elapsed = TimeSpan.Zero;
            if (!_entries.TryGetValue(service, out var entry))
            {
                if (_entries.Count >= MaxBackends)
                {
                    _entries.Clear();
                }

                _entries.Add(service, new Entry(now, 0));
                return 1;
            }

            elapsed = time.GetElapsedTime(entry.LoggedAt, now);
            if (elapsed < Interval)
            {
                _entries[service] = entry with { Suppressed = entry.Suppressed + 1 };
                return 0;
            }

            _entries[service] = new Entry(now, 0);
            return entry.Suppressed + 1;
        }
    }

    private readonly record struct Entry(long LoggedAt, int Suppressed);
}
