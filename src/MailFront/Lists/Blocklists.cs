using System.Net;
using System.Threading.Channels;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Defence.Lists;
using MailFront.Protocol.Dns;
using MailFront.Transport.Outbound;

namespace MailFront.Lists;

/// <summary>
/// What DNS block lists say of addresses (<c>mailfront_dnsbl</c>): remembered for a bounded time, asked for by a few workers beside the sessions.
/// While nothing is known, or no name server answers, an address is not listed.
/// </summary>
internal sealed class Blocklists(TimeProvider time) : IListedSources
{
    /// <summary>Addresses that are asked about at once.</summary>
    public const int Workers = 16;

    /// <summary>Addresses that may wait; further ones are asked about when they come again.</summary>
    public const int MostWaiting = 256;

    /// <summary>Addresses remembered; the one learnt first makes room.</summary>
    public const int MostKnown = 65_536;

    private const string ResolverPath = "/etc/resolv.conf";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    // Lists change within the quarter of an hour; who is not listed yet may be soon.
    private static readonly TimeSpan _notListed = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _unknown = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<NetworkPrefix, Entry> _known = [];
    private readonly Queue<NetworkPrefix> _inOrder = new();
    private readonly Channel<IPAddress> _waiting = Channel.CreateBounded<IPAddress>(MostWaiting);
    private readonly DnsExchange _dns = new(time);
    private readonly long[] _counts = new long[Enum.GetValues<BlocklistResult>().Length];
    private Asked _asked = new([], null);

    /// <summary>Look-ups that ended so.</summary>
    public long Count(BlocklistResult result) => Interlocked.Read(ref _counts[(int)result]);

    /// <summary>Whom to ask, from the files; what is known of other zones is forgotten.</summary>
    public void Replace(ListSettings settings)
    {
        var former = Volatile.Read(ref _asked);
        var server = settings.BlocklistZones.Count == 0 ? null : settings.BlocklistResolver ?? SystemResolver();
        Volatile.Write(ref _asked, new Asked(settings.BlocklistZones, server));
        if (!former.Zones.SequenceEqual(settings.BlocklistZones))
        {
            lock (_lock)
            {
                _known.Clear();
                _inOrder.Clear();
            }
        }
    }

    /// <inheritdoc/>
    public bool IsListed(IPAddress source)
    {
        if (Volatile.Read(ref _asked).Server is null)
        {
            return false;
        }

        var key = NetworkPrefix.Of(source);
        var now = time.GetElapsedTime(0);
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var entry) && entry.Until > now)
            {
                return entry.IsListed;
            }

            // Meanwhile nobody asks again.
            Remember(key, new Entry(IsListed: entry.IsListed, now + _unknown));
        }

        if (!_waiting.Writer.TryWrite(source))
        {
            CountOne(BlocklistResult.Skipped);
        }

        return false;
    }

    /// <summary>Asks until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var source in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            var (result, ttl) = await AskAsync(Volatile.Read(ref _asked), source, cancellationToken);
            lock (_lock)
            {
                Remember(NetworkPrefix.Of(source), new Entry(result == BlocklistResult.Listed, time.GetElapsedTime(0) + ttl));
            }

            CountOne(result);
        }
    }

    private async ValueTask<(BlocklistResult Result, TimeSpan Ttl)> AskAsync(Asked asked, IPAddress source, CancellationToken cancellationToken)
    {
        if (asked.Server is not { } server)
        {
            return (BlocklistResult.Failed, _unknown);
        }

        var hasFailed = false;
        foreach (var zone in asked.Zones)
        {
            var answer = await _dns.AskAsync(server, DnsQuestion.BlocklistName(source, zone), _deadline, cancellationToken);
            if (answer.IsListing)
            {
                var ttl = TimeSpan.FromSeconds(answer.TtlSeconds);
                return (BlocklistResult.Listed, ttl < _shortest ? _shortest : ttl > _longest ? _longest : ttl);
            }

            hasFailed |= answer.Status != DnsAnswerStatus.NotFound;
        }

        return hasFailed ? (BlocklistResult.Failed, _unknown) : (BlocklistResult.NotListed, _notListed);
    }

    private void Remember(NetworkPrefix key, Entry entry)
    {
        if (!_known.ContainsKey(key))
        {
            if (_known.Count >= MostKnown)
            {
                _known.Remove(_inOrder.Dequeue());
            }

            _inOrder.Enqueue(key);
        }

        _known[key] = entry;
    }

    private void CountOne(BlocklistResult result) => Interlocked.Increment(ref _counts[(int)result]);

    private static IPEndPoint? SystemResolver() =>
        new DiskConfigurationSource().Read(ResolverPath) is { } text ? ResolverFile.FirstNameServer(text) : null;

    private sealed record Asked(IReadOnlyList<string> Zones, IPEndPoint? Server);

    private readonly record struct Entry(bool IsListed, TimeSpan Until);
}
