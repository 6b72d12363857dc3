using MailFront.Defence.Login;

namespace MailFront.Defence.Fleet;

/// <summary>
/// What this node has to tell the others, oldest first. Bounded: while the exchange is away the newest is kept, and what had to go is counted.
/// Orders of an operator have a place of their own, so that no flood pushes them out. Thread-safe.
/// </summary>
public sealed class FleetOutbox : ILoginObserver
{
    /// <summary>Most observations kept: some minutes of a flood.</summary>
    public const int MostObservations = 20_000;

    /// <summary>Most orders (bans and the like) kept.</summary>
    public const int MostOrders = 2_000;

    private const int ObservationsAtOnce = 1_000;

    private readonly Lock _gate = new();
    private readonly ObservationQueue _observations = new(MostObservations);
    private readonly Queue<FleetMessage> _orders = new();
    private long _dropped;

    /// <summary>Pieces of news that made room for newer ones, since start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped) + _observations.Dropped;

    /// <inheritdoc/>
    public void Observed(in LoginObservation observation) => _observations.Observed(observation);

    /// <summary>An order of an operator.</summary>
    public void AddOrder(in FleetMessage order)
    {
        lock (_gate)
        {
            if (_orders.Count >= MostOrders)
            {
                _orders.Dequeue();
                _dropped++;
            }

            _orders.Enqueue(order);
        }
    }

    /// <summary>Takes what fits into one batch; empty when there is nothing to tell.</summary>
    public List<FleetMessage> Take()
    {
        var taken = new List<FleetMessage>();
        lock (_gate)
        {
            int bytes = 0;
            while (_orders.TryPeek(out FleetMessage order) && bytes + order.Body.Length <= FleetMessage.MaxBytes)
            {
                taken.Add(_orders.Dequeue());
                bytes += order.Body.Length;
            }
        }

        if (TakeObservations() is { IsEmpty: false } observations)
        {
            taken.Add(new FleetMessage(FleetMessageKind.Observations, observations));
        }

        return taken;
    }

    private ReadOnlyMemory<byte> TakeObservations()
    {
        var batch = new LoginObservation[ObservationsAtOnce];
        int count = _observations.Take(batch);
        byte[] octets = new byte[count * ObservationForm.Length];
        for (int i = 0; i < count; i++)
        {
            ObservationForm.Write(batch[i], octets.AsSpan(i * ObservationForm.Length));
        }

        return octets;
    }
}
