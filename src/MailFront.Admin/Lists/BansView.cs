using MailFront.Defence.Lists;

namespace MailFront.Admin.Lists;

/// <summary>The bans in force, soonest to expire first.</summary>
internal sealed record BansView(int Most, long Displaced, IReadOnlyList<BanView> Bans)
{
    /// <summary>As they are now.</summary>
    public static BansView Of(ListRooms rooms)
    {
        var now = rooms.Time.GetElapsedTime(0);
        var bans = rooms.Lists.Bans;
        return new BansView(bans.Capacity, bans.Displaced, [.. bans.List(now).Select(ban => ViewOf(ban, now, rooms.Time.GetUtcNow()))]);
    }

    /// <summary>One of them.</summary>
    public static BanView ViewOf(Ban ban, TimeSpan now, DateTimeOffset wallNow)
    {
        var left = ban.Until - now;
        return new BanView(ban.Target.ToString(), (long)Math.Ceiling(left.TotalSeconds), wallNow + left, ban.Reason.Length == 0 ? null : ban.Reason);
    }
}
