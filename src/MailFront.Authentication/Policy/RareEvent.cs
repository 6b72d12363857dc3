namespace MailFront.Authentication.Policy;

/// <summary>Lets one log line through in ten seconds, so that a dead service does not fill the log. Thread-safe.</summary>
internal sealed class RareEvent(TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>True for the first call, and for one in each interval after it.</summary>
    public bool IsDue()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < _interval)
            {
                return false;
            }

            _last = time.GetTimestamp();
            return true;
        }
    }
}
