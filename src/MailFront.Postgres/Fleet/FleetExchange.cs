using System.Buffers.Binary;
using MailFront.Defence.Fleet;
using MailFront.Defence.Sealing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MailFront.Postgres.Fleet;

/// <summary>
/// Tells the other nodes what this one has seen, and this one what they have, through PostgreSQL: in batches, beside the logins. Without the
/// database each node goes on alone; news waits, bounded, and is told when it is back.
/// </summary>
public sealed class FleetExchange
{
    private const int StampBytes = sizeof(long);

    // A connection that hangs is left to the kernel; more than a few are not opened meanwhile.
    private const int MostAbandoned = 3;

    private static readonly TimeSpan _firstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _tidyEvery = TimeSpan.FromMinutes(1);

    // News carries the time at which it was sealed, so that it cannot be kept and played back later; clocks of nodes may differ by this much.
    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(5);

    private readonly FleetOptions _options;
    private readonly EvidenceSeal _seal;
    private readonly FleetOutbox _outbox;
    private readonly IFleetInbox _inbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Guid _self = Guid.NewGuid();
    private readonly PeerSequences _peers = new();
    private readonly List<Task> _abandoned = [];
    private (long Sequence, byte[] Box)? _unsent;
    private long _sequence;
    private long _received;
    private long _rejected;
    private long _sent;
    private int _isConnected;

    /// <summary>An exchange that does nothing before <see cref="RunAsync"/>.</summary>
    public FleetExchange(FleetOptions options, EvidenceSeal seal, FleetOutbox outbox, IFleetInbox inbox, TimeProvider time, ILogger<FleetExchange> logger)
    {
        _options = options;
        _seal = seal;
        _outbox = outbox;
        _inbox = inbox;
        _time = time;
        _logger = logger;
    }

    /// <summary>The exchange in numbers.</summary>
    public FleetCounters Counters => new(
        Volatile.Read(ref _isConnected) != 0,
        Interlocked.Read(ref _sent),
        Interlocked.Read(ref _received),
        Interlocked.Read(ref _rejected),
        _outbox.Dropped);

    /// <summary>Runs until cancelled. Whatever the database does, it is tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var source = new NpgsqlDataSourceBuilder(ConnectionText.Complete(_options)).Build();
        var retry = _firstRetry;
        while (!cancellationToken.IsCancellationRequested)
        {
            var trouble = await ExchangeUntilTroubleAsync(source, cancellationToken);
            if (Interlocked.Exchange(ref _isConnected, 0) != 0)
            {
                retry = _firstRetry;
                Log.FleetLost(_logger, trouble);
            }

            await Task.Delay(retry, _time, cancellationToken);
            retry = TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, _longestRetry.Ticks));
        }
    }

    private async Task<string> ExchangeUntilTroubleAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        FleetTable? table = null;
        try
        {
            table = await InTimeAsync(FleetTable.OpenAsync(source, _self, cancellationToken), cancellationToken);
            await InTimeAsync(table.HelloAsync(_options.NodeName, cancellationToken), cancellationToken);
            if (Interlocked.Exchange(ref _isConnected, 1) == 0)
            {
                Log.FleetJoined(_logger, _options.NodeName);
            }

            var tidied = _time.GetTimestamp();
            while (true)
            {
                await InTimeAsync(TellAsync(table, cancellationToken), cancellationToken);
                await InTimeAsync(HearAsync(table, cancellationToken), cancellationToken);
                if (_time.GetElapsedTime(tidied) > _tidyEvery)
                {
                    tidied = _time.GetTimestamp();
                    await InTimeAsync(table.HelloAsync(_options.NodeName, cancellationToken), cancellationToken);
                    await InTimeAsync(table.TidyAsync(_options.KeptFor, cancellationToken), cancellationToken);
                }

                await InTimeAsync(table.WaitAsync(_options.Period, cancellationToken), cancellationToken);
            }
        }
        catch (Exception failure) when (PostgresTrouble.IsTrouble(failure) && !cancellationToken.IsCancellationRequested)
        {
            return PostgresTrouble.Describe(failure);
        }
        finally
        {
            if (table is not null)
            {
                // May hang where the network does; nobody waits for it.
                Abandon(table.DisposeAsync().AsTask());
            }
        }
    }

    private async Task TellAsync(FleetTable table, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_unsent is null)
            {
                var messages = _outbox.Take();
                if (messages.Count == 0)
                {
                    return;
                }

                // Sealed once: a batch whose fate is unknown is sent again under the same number.
                _unsent = (++_sequence, Seal(_sequence, FleetBatch.Write(messages, out _)));
            }

            var (sequence, box) = _unsent.Value;
            try
            {
                await table.PublishAsync(sequence, box, cancellationToken);
            }
            catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // The first try has arrived, only its answer had not.
            }

            _unsent = null;
            Interlocked.Increment(ref _sent);
        }
    }

    private async Task HearAsync(FleetTable table, CancellationToken cancellationToken)
    {
        List<FleetRow> rows;
        do
        {
            rows = await table.ReadAsync(_peers, cancellationToken);
            foreach (var row in rows)
            {
                if (_peers.IsNews(row.Node, row.Sequence))
                {
                    Receive(row);
                }
            }
        }
        while (rows.Count > 0);
    }

    private void Receive(FleetRow row)
    {
        var messages = new List<FleetMessage>();
        if (Open(row) is not { } batch || !FleetBatch.TryRead(batch, messages))
        {
            if (Interlocked.Increment(ref _rejected) == 1)
            {
                Log.FleetNewsRejected(_logger, row.Node);
            }

            return;
        }

        Interlocked.Increment(ref _received);
        foreach (var message in messages)
        {
            _inbox.Receive(message);
        }
    }

    private byte[] Seal(long sequence, byte[] batch)
    {
        var content = new byte[StampBytes + batch.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, _time.GetUtcNow().ToUnixTimeSeconds());
        batch.CopyTo(content, StampBytes);
        return _seal.Seal(_self, sequence, content);
    }

    private ReadOnlyMemory<byte>? Open(FleetRow row)
    {
        if (_seal.TryOpen(row.Node, row.Sequence, row.Box) is not { Length: >= StampBytes } content)
        {
            return null;
        }

        var age = _time.GetUtcNow().ToUnixTimeSeconds() - BinaryPrimitives.ReadInt64BigEndian(content);
        return Math.Abs(age) <= (_options.KeptFor + _clockSkew).TotalSeconds ? content.AsMemory(StampBytes) : null;
    }

    private async Task<T> InTimeAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        await InTimeAsync((Task)work, cancellationToken);
        return await work;
    }

    private async Task InTimeAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(_options.Deadline, _time, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException && !work.IsCompleted)
        {
            Abandon(work);
            await WaitForRoomAsync(cancellationToken);
            throw;
        }
    }

    private void Abandon(Task work) => _abandoned.Add(ObserveAsync(work));

    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        _abandoned.RemoveAll(work => work.IsCompleted);
        while (_abandoned.Count > MostAbandoned)
        {
            await Task.WhenAny(_abandoned).WaitAsync(cancellationToken);
            _abandoned.RemoveAll(work => work.IsCompleted);
        }
    }

    private static async Task ObserveAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception failure) when (PostgresTrouble.IsTrouble(failure))
        {
            // The exchange has gone on without it.
        }
    }
}
