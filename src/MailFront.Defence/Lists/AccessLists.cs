using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>
/// The lists in force and their one order of precedence. For addresses: a trusted proxy, then allow, then a ban, then deny. For users: allow, then
/// a ban, then deny. What is said of a user holds wherever he comes from, and what is said of an address whoever it is. Thread-safe.
/// </summary>
public sealed class AccessLists
{
    private readonly long[] _hits = new long[Enum.GetValues<ListKind>().Length];
    private ListSnapshot _current;

    /// <summary>Lists without bans.</summary>
    public AccessLists(ListSnapshot? current = null, BanTable? bans = null)
    {
        _current = current ?? ListSnapshot.Empty;
        Bans = bans ?? new BanTable();
    }

    /// <summary>What the files say.</summary>
    public ListSnapshot Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>What operators said.</summary>
    public BanTable Bans { get; }

    /// <summary>How often a list kept somebody out. Any thread.</summary>
    public long Hits(ListKind kind) => Interlocked.Read(ref _hits[(int)kind]);

    /// <summary>What holds for <paramref name="source"/>; nothing for clients without an address. Counts.</summary>
    public ListFinding Judge(IPAddress? source, TimeSpan now)
    {
        var finding = Look(source, now);
        Count(finding, ListKind.Ban, ListKind.Deny);
        return finding;
    }

    /// <summary>What holds for <paramref name="source"/>, without counting.</summary>
    public ListFinding Look(IPAddress? source, TimeSpan now)
    {
        var current = Current;
        var isBanned = Bans.Find(source, now) is not null;
        if (!isBanned && !current.Deny.Addresses.Contains(source))
        {
            return ListFinding.None;
        }

        if (current.Protected.Contains(source))
        {
            return ListFinding.Protected;
        }

        return isBanned ? ListFinding.Banned : ListFinding.Denied;
    }

    /// <summary>What holds for logins of <paramref name="user"/>, a canonical name. Counts.</summary>
    public ListFinding JudgeUser(string user, TimeSpan now)
    {
        var current = Current;
        var isBanned = Bans.FindUser(user, now) is not null;
        if (!isBanned && !current.DeniedUsers.ContainsKey(user))
        {
            return ListFinding.None;
        }

        if (current.AllowedUsers.ContainsKey(user))
        {
            return ListFinding.Protected;
        }

        var finding = isBanned ? ListFinding.Banned : ListFinding.Denied;
        Count(finding, ListKind.BanUser, ListKind.DenyUser);
        return finding;
    }

    /// <summary>Bans <paramref name="target"/> for <paramref name="duration"/>, unless it is protected or more than a ban may be.</summary>
    public BanOutcome Ban(BanTarget target, TimeSpan duration, string? reason, TimeSpan now)
    {
        if (duration < BanLimits.Shortest || duration > BanLimits.Longest)
        {
            return new BanOutcome(BanStatus.BadDuration, null, null);
        }

        var current = Current;
        string? protection;
        if (target.User is { } user)
        {
            protection = current.AllowedUsers.GetValueOrDefault(user);
            if (protection is not null)
            {
                return new BanOutcome(BanStatus.Protected, null, protection);
            }
        }
        else
        {
            if (current.ProtectionOf(target.Network) is { } whole)
            {
                return new BanOutcome(BanStatus.Protected, null, whole);
            }

            if (BanLimits.IsTooWide(target.Network))
            {
                return new BanOutcome(BanStatus.TooWide, null, null);
            }

            protection = current.SomeProtectionOf(target.Network);
        }

        var ban = new Ban(target, now + duration, duration, Lists.Ban.Clean(reason));
        Bans.Add(ban, now);
        return new BanOutcome(BanStatus.Banned, ban, protection);
    }

    private void Count(ListFinding finding, ListKind banned, ListKind denied)
    {
        if (finding is ListFinding.Banned or ListFinding.Denied)
        {
            Interlocked.Increment(ref _hits[(int)(finding == ListFinding.Banned ? banned : denied)]);
        }
    }
}
