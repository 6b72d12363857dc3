using System.Net;
using MailFront.Sessions;

namespace MailFront.UnitTests.Sessions;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "[192.0.2.1]")]
    [InlineData("::ffff:192.0.2.1", "[192.0.2.1]")]
    [InlineData("2001:db8::1", "[2001:db8::1]")]
    public void An_address_stands_in_brackets_without_port_in_its_own_form(string address, string text)
    {
        Assert.Equal(text, ClientAddress.Of(new IPEndPoint(IPAddress.Parse(address), 4242)));
    }

    [Fact]
    public void A_client_of_a_unix_socket_is_called_so()
    {
        Assert.Equal("[unix socket]", ClientAddress.Of(null));
    }
}
