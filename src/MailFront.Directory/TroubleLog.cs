using Microsoft.Extensions.Logging;

namespace MailFront.Directory;

/// <summary>Tells about trouble with the directory once a minute, however many logins meet it, and when it is over.</summary>
internal sealed class TroubleLog(string path, TimeProvider time, ILogger logger)
{
    private readonly Lock _change = new();
    private readonly Pace _unreadable = new();
    private readonly Pace _full = new();
    private bool _isTroubled;

    private static TimeSpan Interval => TimeSpan.FromMinutes(1);

    public void Report(DirectoryException error)
    {
        lock (_change)
        {
            _isTroubled = true;
            if (_unreadable.IsDue(time, out var silent))
            {
                Log.DirectoryUnreadable(logger, error.Fault, error.Message, silent);
            }
        }
    }

    public void Over()
    {
        lock (_change)
        {
            if (_isTroubled)
            {
                _isTroubled = false;
                Log.DirectoryReadable(logger, path);
            }
        }
    }

    public void QueueFull(int limit)
    {
        lock (_change)
        {
            if (_full.IsDue(time, out var silent))
            {
                Log.LookupQueueFull(logger, limit, silent);
            }
        }
    }

    private sealed class Pace
    {
        private long _last;
        private bool _hasTold;
        private long _silent;

        public bool IsDue(TimeProvider time, out long silent)
        {
            silent = _silent;
            if (_hasTold && time.GetElapsedTime(_last) < Interval)
            {
                _silent++;
                return false;
            }

            (_hasTold, _last, _silent) = (true, time.GetTimestamp(), 0);
            return true;
        }
    }
}
