using System.Collections.Concurrent;
using MailFront.Load.Measuring;

namespace MailFront.Load.Clients;

/// <summary>Closes connections whose deadline has passed; looks every 20 ms.</summary>
internal sealed class DeadlineWatch : IDisposable
{
    private const int PeriodMilliseconds = 20;

    private readonly ConcurrentDictionary<MailConnection, bool> _connections = new();
    private readonly LoadClock _clock;
    private readonly ITimer _timer;

    /// <summary>Starts watching.</summary>
    public DeadlineWatch(LoadClock clock)
    {
        _clock = clock;
        var period = TimeSpan.FromMilliseconds(PeriodMilliseconds);
        _timer = clock.Time.CreateTimer(static state => ((DeadlineWatch)state!).Sweep(), this, period, period);
    }

    /// <summary>Watches a connection until <see cref="Remove"/>.</summary>
    public void Add(MailConnection connection) => _connections[connection] = true;

    /// <summary>Forgets a connection.</summary>
    public void Remove(MailConnection connection) => _connections.TryRemove(connection, out _);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _clock.Now;
        foreach (var (connection, _) in _connections)
        {
            connection.ExpireAt(now);
        }
    }
}
