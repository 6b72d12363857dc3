using MailFront.Directory;

namespace MailFront.UnitTests.Directory;

public sealed class LocationTests
{
    [Theory]
    [InlineData("be1", "be1", "")]
    [InlineData("be1.lab!", "be1.lab", "")]
    [InlineData("be1.lab!default", "be1.lab", "default")]
    [InlineData("[::1]:1143!p", "[::1]:1143", "p")]
    public void A_location_is_a_server_and_perhaps_a_partition(string text, string server, string partition)
    {
        var isLocation = Location.TryParse(text, out var location);

        Assert.True(isLocation);
        Assert.Equal(new Location(server, partition), location);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("!default")]
    [InlineData("a!b!c")]
    [InlineData("be1 be2")]
    [InlineData("be1!de\tfault")]
    [InlineData("be1\r\n")]
    [InlineData("be\"1")]
    public void Other_texts_are_no_locations(string? text) => Assert.False(Location.TryParse(text, out _));

    [Fact]
    public void Server_and_partition_have_limits()
    {
        Assert.True(Location.TryParse(new string('s', 511) + "!" + new string('p', 63), out _));
        Assert.False(Location.TryParse(new string('s', 512), out _));
        Assert.False(Location.TryParse("s!" + new string('p', 64), out _));
    }

    [Fact]
    public void The_mupdate_form_always_has_its_mark()
    {
        Assert.Equal("be1!", new Location("be1", "").ToMupdateText());
        Assert.Equal("be1", new Location("be1", "").ToString());
        Assert.Equal("be1!default", new Location("be1", "default").ToMupdateText());
    }
}
