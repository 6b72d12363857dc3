namespace MailFront.Defence.Fleet;

/// <summary>
/// What this node has to tell the others, oldest first. Bounded: while the exchange is away the newest is kept, and what had to go is counted.
/// Orders of an operator outlive observations. Thread-safe.
/// </summary>
public sealed class FleetOutbox
{
    /// <summary>Most observations kept: some minutes of a flood.</summary>
    public const int MostObservations = 20_000;

    /// <summary>Most orders (bans and the like) kept.</summary>
    public const int MostOrders = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _observations = new();
    private readonly Queue<FleetMessage> _orders = new();
    private long _dropped;

    /// <summary>Pieces of news that made room for newer ones, since start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Pieces of news that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _observations.Count + _orders.Count;
            }
        }
    }

    /// <summary>One observation, in its own form.</summary>
    public void AddObservation(byte[] observation) => Add(_observations, observation, MostObservations);

    /// <summary>An order of an operator.</summary>
    public void AddOrder(in FleetMessage order) => Add(_orders, order, MostOrders);

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

            var observations = new List<byte>();
            while (_observations.TryPeek(out byte[]? observation) && observations.Count + observation.Length <= FleetMessage.MaxBytes)
            {
                observations.AddRange(_observations.Dequeue());
            }

            if (observations.Count > 0)
            {
                taken.Add(new FleetMessage(FleetMessageKind.Observations, observations.ToArray()));
            }
        }

        return taken;
    }

    private void Add<T>(Queue<T> queue, T item, int most)
    {
        lock (_gate)
        {
            if (queue.Count >= most)
            {
                queue.Dequeue();
                Interlocked.Increment(ref _dropped);
            }

            queue.Enqueue(item);
        }
    }
}
