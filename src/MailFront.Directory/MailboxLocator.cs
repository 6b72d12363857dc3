using Microsoft.Extensions.Logging;

namespace MailFront.Directory;

/// <summary>
/// Where a user's mail lives. Users seen lately are answered from memory, without disk, lock or allocation; others by one reader thread.
/// A change made by another process (<c>mailfront directory set</c>) is seen within one poll interval while <see cref="RunAsync"/> runs.
/// Thread-safe.
/// </summary>
public sealed class MailboxLocator : IAsyncDisposable
{
    private readonly MailboxLocatorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HotSet _hot;
    private readonly DirectoryReaderThread _reader;
    private DefaultBackendRing? _defaults;
    private long _hits;
    private long _misses;

    /// <summary>Makes a locator and starts its thread; the file is opened at the first lookup or poll.</summary>
    public MailboxLocator(MailboxLocatorOptions options, TimeProvider time, ILogger<MailboxLocator> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _defaults = options.DefaultBackends;
        _hot = new HotSet(options.HotSetCapacity);
        _reader = new DirectoryReaderThread(options.Path, options.MaxWaitingLookups, time, logger);
    }

    /// <summary>Lookups answered from memory.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Lookups that went to the reader thread.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>Users remembered now.</summary>
    public int HotEntries => _hot.Count;

    /// <summary>Where users without an entry go from now on (reload of the configuration).</summary>
    public void ReplaceDefaults(DefaultBackendRing? defaults) => Volatile.Write(ref _defaults, defaults);

    /// <summary>Where the INBOX of a user is.</summary>
    /// <param name="user">The user as canonicalised at login.</param>
    /// <param name="cancellationToken">Ends the wait for the reader thread.</param>
    public ValueTask<LocateOutcome> LocateUserAsync(string user, CancellationToken cancellationToken)
    {
        if (_hot.TryGet(user, out var entry))
        {
            Interlocked.Increment(ref _hits);
            return new ValueTask<LocateOutcome>(Decide(user, entry));
        }

        // No mailbox can have such a name, so no backend knows it either.
        return InternalName.TryOfInbox(user, _options.Names, out var name)
            ? ReadAsync(user, name, cancellationToken)
            : new ValueTask<LocateOutcome>(new LocateOutcome(LocateStatus.NotFound, default, false));
    }

    /// <summary>Polls the file for changes until cancelled; ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.PollInterval, _time);
        try
        {
            do
            {
                await PollAsync();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    /// <summary>One poll. An unreadable file leaves what is remembered in use.</summary>
    internal async Task PollAsync()
    {
        var answer = await _reader.PollAsync();
        if (answer.IsReadable && _hot.MoveTo(answer.Version))
        {
            Log.DirectoryChanged(_logger);
        }
    }

    private async ValueTask<LocateOutcome> ReadAsync(string user, string name, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _misses);
        var answer = await _reader.FindAsync(name).WaitAsync(cancellationToken);
        if (!answer.IsReadable || answer.Entry is { Status: EntryStatus.Reserved })
        {
            return new LocateOutcome(LocateStatus.Unavailable, default, false);
        }

        var entry = answer.Entry is { } found ? new HotEntry(true, found.Location) : default;
        _hot.Add(user, entry, answer.Version);
        return Decide(user, entry);
    }

    private LocateOutcome Decide(string user, HotEntry entry)
    {
        if (entry.IsPresent)
        {
            return new LocateOutcome(LocateStatus.Found, entry.Location, false);
        }

        return Volatile.Read(ref _defaults) is { } ring
            ? new LocateOutcome(LocateStatus.Found, ring.Choose(user), true)
            : new LocateOutcome(LocateStatus.NotFound, default, false);
    }
}
