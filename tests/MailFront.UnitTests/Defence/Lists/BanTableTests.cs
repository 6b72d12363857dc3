using System.Net;
using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class BanTableTests
{
    private static readonly IPAddress _address = IPAddress.Parse("192.0.2.7");

    [Fact]
    public void A_ban_ends_by_itself()
    {
        var table = new BanTable();
        table.Add(BanOf("192.0.2.7", 60), TimeSpan.Zero);

        Assert.NotNull(table.Find(_address, TimeSpan.FromSeconds(59)));
        Assert.Null(table.Find(_address, TimeSpan.FromSeconds(60)));
        table.Expire(TimeSpan.FromSeconds(60));
        Assert.Equal(0, table.Networks);
    }

    [Fact]
    public void The_narrowest_ban_in_force_is_the_one_told()
    {
        var table = new BanTable();
        table.Add(BanOf("192.0.2.0/24", 60), TimeSpan.Zero);
        table.Add(BanOf("192.0.2.7", 10), TimeSpan.Zero);

        Assert.Equal(Listed.Target("192.0.2.7"), table.Find(IPAddress.Parse("::ffff:192.0.2.7"), TimeSpan.Zero)?.Target);
        Assert.Equal(Listed.Target("192.0.2.0/24"), table.Find(_address, TimeSpan.FromSeconds(10))?.Target);
        Assert.Null(table.Find(IPAddress.Parse("192.0.3.7"), TimeSpan.Zero));
    }

    [Fact]
    public void A_second_ban_for_the_same_target_replaces_the_first()
    {
        var table = new BanTable();
        table.Add(BanOf("192.0.2.7", 60), TimeSpan.Zero);
        table.Add(BanOf("192.0.2.7", 5), TimeSpan.Zero);

        Assert.Single(table.List(TimeSpan.Zero));
        Assert.Null(table.Find(_address, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Only_the_very_target_is_unbanned()
    {
        var table = new BanTable();
        table.Add(BanOf("192.0.2.0/24", 60), TimeSpan.Zero);
        table.Add(new Ban(BanTarget.OfUser("jo"), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), string.Empty), TimeSpan.Zero);

        Assert.False(table.Remove(Listed.Target("192.0.2.7")));
        Assert.True(table.Remove(BanTarget.OfUser("jo")));
        Assert.Null(table.FindUser("jo", TimeSpan.Zero));
        Assert.True(table.Remove(Listed.Target("192.0.2.0/24")));
        Assert.Null(table.Find(_address, TimeSpan.Zero));
    }

    [Fact]
    public void A_million_bans_leave_as_many_as_there_is_room_for_and_those_that_last_longest()
    {
        const int Capacity = 1000;
        const int Bans = 1_000_000;
        var table = new BanTable(Capacity);
        for (var i = 0; i < Bans; i++)
        {
            table.Add(new Ban(BanTarget.Of(NetworkPrefix.Of(new IPAddress((long)i))), TimeSpan.FromSeconds(1 + i), TimeSpan.FromSeconds(1 + i), string.Empty), TimeSpan.Zero);
        }

        Assert.Equal(Capacity, table.Networks);
        Assert.Equal(Bans - Capacity, table.Displaced);
        Assert.Equal(TimeSpan.FromSeconds(Bans - Capacity + 1), table.List(TimeSpan.Zero)[0].Until);
    }

    [Fact]
    public void Each_change_is_counted_and_a_look_up_is_none()
    {
        var table = new BanTable();
        table.Add(BanOf("192.0.2.7", 60), TimeSpan.Zero);
        var added = table.Changes;
        table.Find(_address, TimeSpan.Zero);
        table.Expire(TimeSpan.Zero);

        Assert.Equal(added, table.Changes);
        table.Expire(TimeSpan.FromMinutes(2));
        Assert.NotEqual(added, table.Changes);
    }

    [Fact]
    public void A_look_up_among_ten_thousand_bans_allocates_nothing()
    {
        var table = new BanTable();
        for (var i = 0; i < 10_000; i++)
        {
            table.Add(BanOf($"10.{i / 256}.{i % 256}.0/{24 + (i % 9)}", 60), TimeSpan.Zero);
        }

        table.Find(_address, TimeSpan.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            table.Find(_address, TimeSpan.Zero);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Ban BanOf(string target, int seconds) =>
        new(Listed.Target(target), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), string.Empty);
}
