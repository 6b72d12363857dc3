using System.Net;
using System.Runtime.InteropServices;

namespace MailFront.Defence.Admission;

/// <summary>
/// The sessions of each user and of each client address in the process, IMAP and POP3 together. Counted with or without a cap, so that one set
/// by a reload counts those that are open. A cap of n admits n, where Cyrus admits n - 1. Thread-safe.
/// </summary>
public sealed class SessionTally
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, int> _hosts = [];

    /// <summary>Takes a place for a session of <paramref name="user"/>, if neither cap is reached. <paramref name="source"/> is null behind a unix socket.</summary>
    public SessionEntry TryEnter(string user, IPAddress? source, SessionCaps caps)
    {
        var host = Plain(source);
        lock (_gate)
        {
            var ofUser = _users.GetValueOrDefault(user);
            var ofHost = host is null ? 0 : _hosts.GetValueOrDefault(host);
            if ((caps.PerUser > 0 && ofUser >= caps.PerUser) || (caps.PerHost > 0 && ofHost >= caps.PerHost))
            {
                return new SessionEntry(null, ofHost, ofUser);
            }

            Add(_users, user, 1);
            if (host is not null)
            {
                Add(_hosts, host, 1);
            }

            return new SessionEntry(new SessionLease(this, user, host), ofHost, ofUser);
        }
    }

    /// <summary>Users with a session now.</summary>
    public int Users
    {
        get
        {
            lock (_gate)
            {
                return _users.Count;
            }
        }
    }

    internal void Leave(string user, IPAddress? host)
    {
        lock (_gate)
        {
            Add(_users, user, -1);
            if (host is not null)
            {
                Add(_hosts, host, -1);
            }
        }
    }

    // A dual-stack socket reports IPv4 clients as ::ffff:a.b.c.d.
    private static IPAddress? Plain(IPAddress? source) => source is { IsIPv4MappedToIPv6: true } ? source.MapToIPv4() : source;

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key, int change)
        where TKey : notnull
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += change;
        if (count == 0)
        {
            counts.Remove(key);
        }
    }
}
