using MailFront.Directory;

namespace MailFront.UnitTests.Directory;

public sealed class HotSetTests
{
    private const long FileVersion = 1;

    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var hot = new HotSet(100);

        for (var i = 0; i < 10_000; i++)
        {
            hot.Add($"user{i}", default, FileVersion);
            Assert.InRange(hot.Count, 1, 100);
        }
    }

    [Fact]
    public void Who_comes_often_stays_and_who_does_not_goes()
    {
        var hot = new HotSet(100);
        hot.Add("often", default, FileVersion);
        hot.Add("once", default, FileVersion);

        for (var i = 0; i < 1_000; i++)
        {
            hot.Add($"user{i}", default, FileVersion);
            Assert.True(hot.TryGet("often", out _));
        }

        Assert.False(hot.TryGet("once", out _));
    }

    [Fact]
    public void A_newer_version_forgets_everything()
    {
        var hot = new HotSet(100);
        hot.Add("jo", Present("be1"), 1);

        var isNews = hot.MoveTo(2);

        Assert.True(isNews);
        Assert.False(hot.TryGet("jo", out _));
        Assert.Equal(0, hot.Count);
    }

    [Fact]
    public void What_was_read_before_a_change_is_not_added_after_it()
    {
        var hot = new HotSet(100);
        hot.MoveTo(2);

        hot.Add("jo", Present("be1"), 1);

        Assert.False(hot.TryGet("jo", out _));
    }

    [Fact]
    public void What_was_read_from_a_newer_version_replaces_all()
    {
        var hot = new HotSet(100);
        hot.Add("eve", Present("be1"), 1);

        hot.Add("jo", Present("be2"), 2);

        Assert.True(hot.TryGet("jo", out var entry));
        Assert.Equal("be2", entry.Location.Server);
        Assert.False(hot.TryGet("eve", out _));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var hot = new HotSet(100);
        hot.Add("jo", Present("be1"), FileVersion);
        hot.TryGet("jo", out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        hot.TryGet("jo", out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static HotEntry Present(string server) => new(true, new Location(server, string.Empty));
}
