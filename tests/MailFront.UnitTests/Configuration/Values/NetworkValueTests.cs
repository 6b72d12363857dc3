using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class NetworkValueTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0/24", false)]
    [InlineData("192.0.2.1", "192.0.2.1/32", false)]
    [InlineData("192.0.2.77/24", "192.0.2.0/24", true)]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", false)]
    [InlineData("2001:db8::/32", "2001:db8::/32", false)]
    [InlineData("2001:db8::1/61", "2001:db8::/61", true)]
    [InlineData("::1", "::1/128", false)]
    public void Networks_and_addresses_are_read(string text, string expected, bool hadHostBits)
    {
        Assert.True(NetworkValue.TryParse(text, out var network, out var had));

        Assert.Equal(expected, network.ToString());
        Assert.Equal(hadHostBits, had);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/24")]
    [InlineData("10/8")]
    [InlineData("10.1/16")]
    [InlineData("1")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("2001:db8::/129")]
    [InlineData("example.org")]
    public void What_is_no_network_is_refused(string text)
    {
        Assert.False(NetworkValue.TryParse(text, out _, out _));
    }
}
