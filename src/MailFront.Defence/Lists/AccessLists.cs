using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>
/// The lists in force and their one order of precedence. For addresses: a trusted proxy, then allow, then a ban, then deny. For users: allow, then
/// a ban, then deny. What is said of a user holds wherever he comes from, and what is said of an address whoever it is. Thread-safe.
/// </summary>
public sealed class AccessLists
{
    private readonly long[] _hits = new long[Enum.GetValues<ListKind>().Length];
    private readonly Func<ListSnapshot> _current;

    /// <summary>Bans beside the lists that <paramref name="current"/> gives.</summary>
    public AccessLists(Func<ListSnapshot> current) => _current = current;

    /// <summary>What the files say.</summary>
    public ListSnapshot Current => _current();

    /// <summary>What operators said.</summary>
    public BanTable Bans { get; } = new();

    /// <summary>How often a list kept somebody out. Any thread.</summary>
    public long Hits(ListKind kind) => Interlocked.Read(ref _hits[(int)kind]);

    /// <summary>What holds for <paramref name="source"/>; nothing for clients without an address.</summary>
    public ListFinding Look(IPAddress? source, TimeSpan now) => Current.Judge(source, Bans.Find(source, now) is not null);

    /// <summary>What holds for logins of <paramref name="user"/>, a canonical name.</summary>
    public ListFinding LookForUser(string user, TimeSpan now) => Current.JudgeUser(user, Bans.FindUser(user, now) is not null);

    /// <summary>The facts with what only the live tables know; facts of a record keep what they have.</summary>
    internal ClientFacts Complete(Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        _ when facts.Listed != ListFinding.None => facts,
        Checkpoint.Accept or Checkpoint.ProxiedSource when Bans.Find(facts.Source, facts.Now) is not null => facts with { Listed = ListFinding.Banned },
        Checkpoint.User => facts with { Listed = LookForUser(facts.User ?? string.Empty, facts.Now) },
        _ => facts,
    };

    /// <summary>Counts a verdict that a list is the reason for.</summary>
    internal void Count(Checkpoint checkpoint, VerdictReason reason)
    {
        if (reason is VerdictReason.Banned or VerdictReason.Denied)
        {
            var isUser = checkpoint == Checkpoint.User;
            var kind = reason == VerdictReason.Banned ? isUser ? ListKind.BanUser : ListKind.Ban : isUser ? ListKind.DenyUser : ListKind.Deny;
            Interlocked.Increment(ref _hits[(int)kind]);
        }
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
}
