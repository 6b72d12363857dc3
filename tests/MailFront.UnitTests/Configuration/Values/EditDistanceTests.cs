using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class EditDistanceTests
{
    [Theory]
    [InlineData("timeout", "timeout", 0)]
    [InlineData("tiemout", "timeout", 1)]
    [InlineData("timout", "timeout", 1)]
    [InlineData("timeoutt", "timeout", 1)]
    [InlineData("timeour", "timeout", 1)]
    [InlineData("tls_cert", "tls_key", 3)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("", "ab", 2)]
    public void Changes_additions_omissions_and_swaps_are_counted(string left, string right, int expected)
    {
        Assert.Equal(expected, EditDistance.Between(left, right, limit: 3));
        Assert.Equal(expected, EditDistance.Between(right, left, limit: 3));
    }

    [Fact]
    public void Names_far_apart_or_too_long_are_beyond_the_limit()
    {
        Assert.Equal(3, EditDistance.Between("servername", "umask", limit: 2));
        Assert.Equal(3, EditDistance.Between(new string('a', 64), new string('a', 64), limit: 2));
    }
}
