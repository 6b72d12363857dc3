namespace MailFront.Defence.Login;

/// <summary>Observations that wait to be sent to other nodes, in a ring of fixed size: the oldest make room. Thread-safe.</summary>
public sealed class ObservationQueue : ILoginObserver
{
    private readonly Lock _gate = new();
    private readonly LoginObservation[] _ring;
    private int _first;
    private int _count;
    private long _dropped;

    /// <summary>An empty queue of at most <paramref name="capacity"/> observations, 72 octets each.</summary>
    public ObservationQueue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _ring = new LoginObservation[capacity];
    }

    /// <summary>Observations that nobody fetched in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public void Observed(in LoginObservation observation)
    {
        lock (_gate)
        {
            if (_count == _ring.Length)
            {
                _first = (_first + 1) % _ring.Length;
                _count--;
                _dropped++;
            }

            _ring[(_first + _count) % _ring.Length] = observation;
            _count++;
        }
    }

    /// <summary>Moves the oldest observations to <paramref name="batch"/>. How many.</summary>
    public int Take(Span<LoginObservation> batch)
    {
        lock (_gate)
        {
            int taken = Math.Min(batch.Length, _count);
            for (int i = 0; i < taken; i++)
            {
                batch[i] = _ring[(_first + i) % _ring.Length];
            }

            _first = (_first + taken) % _ring.Length;
            _count -= taken;
            return taken;
        }
    }
}
