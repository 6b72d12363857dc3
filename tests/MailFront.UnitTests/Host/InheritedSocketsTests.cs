using MailFront.Serving;
using MailFront.Transport.Listening;

namespace MailFront.UnitTests.Host;

public sealed class InheritedSocketsTests
{
    [Fact]
    public void Named_descriptors_go_to_the_service_of_that_name()
    {
        var sockets = new InheritedSockets([new InheritedSocket(3, "pop3"), new InheritedSocket(4, "imap"), new InheritedSocket(5, "imap")], ["imap", "pop3", "imaps"]);

        Assert.Equal([4, 5], sockets.Of("imap"));
        Assert.Equal([3], sockets.Of("pop3"));
        Assert.Empty(sockets.Of("imaps"));
        Assert.Empty(sockets.Of("other"));
    }

    [Fact]
    public void Descriptors_without_a_name_go_in_the_order_of_cyrus_conf()
    {
        var sockets = new InheritedSockets([new InheritedSocket(3, "unknown"), new InheritedSocket(4, "unknown")], ["imap", "pop3", "imaps"]);

        Assert.Equal([3], sockets.Of("imap"));
        Assert.Equal([4], sockets.Of("pop3"));
        Assert.Empty(sockets.Of("imaps"));
    }

    [Fact]
    public void A_descriptor_that_was_closed_is_not_given_again()
    {
        var sockets = new InheritedSockets([new InheritedSocket(3, "imap"), new InheritedSocket(4, "imap")], ["imap"]);

        sockets.Forget(3);

        Assert.Equal([4], sockets.Of("imap"));
    }
}
