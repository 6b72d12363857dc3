using MailFront.Serving;

namespace MailFront.UnitTests.Host;

public sealed class HeapTrimTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void A_burst_is_collected_once_when_it_is_over()
    {
        var trim = new HeapTrim();

        Assert.False(trim.IsDue(40 * Megabyte));
        Assert.False(trim.IsDue(80 * Megabyte));
        Assert.True(trim.IsDue(81 * Megabyte));
        Assert.False(trim.IsDue(82 * Megabyte));
    }

    [Fact]
    public void A_server_that_hardly_works_is_left_alone()
    {
        var trim = new HeapTrim();

        for (var i = 1; i <= 15; i++)
        {
            Assert.False(trim.IsDue(i * Megabyte));
        }

        Assert.True(trim.IsDue(16 * Megabyte));
        Assert.False(trim.IsDue(17 * Megabyte));
    }
}
