using MailFront.Configuration.Settings;
using MailFront.Serving;
using MailFront.Transport;

namespace MailFront.UnitTests.Host;

public sealed class CapacityTests
{
    [Theory]
    [InlineData(0, 0, 872, 436)]
    [InlineData(100, 0, 100, 50)]
    [InlineData(100, 80, 100, 80)]
    [InlineData(100, 500, 100, 100)]
    [InlineData(50_000, 0, 872, 436)]
    public void Connections_are_what_was_asked_for_as_far_as_the_descriptors_allow(int asked, int askedPreLogin, int connections, int preLogin)
    {
        var settings = new ProcessSettings { MaxConnections = asked, MaxPreLogin = askedPreLogin };

        var options = Capacity.Of(settings, new AccessSettings(), new DescriptorLimit(2000, 2000));

        Assert.Equal(connections, options.MaxConnections);
        Assert.Equal(preLogin, options.MaxPreLoginConnections);
    }

    [Fact]
    public void A_tiny_descriptor_limit_still_lets_one_connection_in()
    {
        var options = Capacity.Of(new ProcessSettings(), new AccessSettings(), new DescriptorLimit(64, 64));

        Assert.Equal(1, options.MaxConnections);
        Assert.Equal(1, options.MaxPreLoginConnections);
    }
}
