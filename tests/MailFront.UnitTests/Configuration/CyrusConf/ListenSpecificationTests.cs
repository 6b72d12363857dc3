using MailFront.Configuration.CyrusConf;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.CyrusConf;

public class ListenSpecificationTests
{
    [Theory]
    [InlineData("143", "tcp", "0.0.0.0:143 [::]:143")]
    [InlineData("imap", "tcp", "0.0.0.0:143 [::]:143")]
    [InlineData("imaps", "tcp4", "0.0.0.0:993")]
    [InlineData("pop3s", "tcp6", "[::]:995")]
    [InlineData("0", "tcp4", "0.0.0.0:0")]
    [InlineData("192.0.2.1:pop3", "tcp", "192.0.2.1:110")]
    [InlineData("[192.0.2.1]:143", "tcp", "192.0.2.1:143")]
    [InlineData("[2001:db8::1]:993", "tcp", "[2001:db8::1]:993")]
    [InlineData("::1:143", "tcp", "[::1]:143")]
    [InlineData("mail.example.org:imap", "tcp", "mail.example.org:143")]
    [InlineData("odd:odd", "tcp", "odd:1143")]
    [InlineData("alias", "tcp4", "0.0.0.0:1143")]
    [InlineData("/run/mailfront/imap", "tcp", "/run/mailfront/imap")]
    public void Each_form_is_understood(string listen, string protocol, string expected)
    {
        var addresses = ListenSpecification.Parse(listen, protocol, new ServiceNames("# x\nodd 1143/tcp alias # y\nodd 99/udp\n"), out _);

        Assert.NotNull(addresses);
        Assert.Equal(expected, string.Join(' ', addresses));
    }

    [Theory]
    [InlineData("[::1]", "tcp")]
    [InlineData("[192.0.2.1]", "tcp")]
    [InlineData("[::1", "tcp")]
    [InlineData("[::1]143", "tcp")]
    [InlineData("host:", "tcp")]
    [InlineData("nosuchservice", "tcp")]
    [InlineData("65536", "tcp")]
    [InlineData("192.0.2.1", "tcp")]
    [InlineData("imap", "udp")]
    [InlineData("imap", "TCP")]
    [InlineData("[::1]:143", "tcp4")]
    [InlineData("192.0.2.1:143", "tcp6")]
    public void What_cannot_be_listened_on_is_told(string listen, string protocol)
    {
        Assert.Null(ListenSpecification.Parse(listen, protocol, new ServiceNames(null), out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void The_IPv6_half_of_a_wildcard_may_be_missing_on_a_host_without_it()
    {
        var both = ListenSpecification.Parse("imap", "tcp", new ServiceNames(null), out _)!;
        var onlyV6 = ListenSpecification.Parse("imap", "tcp6", new ServiceNames(null), out _)!;

        Assert.Equal([false, true], both.Select(address => address.IsOptional));
        Assert.False(Assert.Single(onlyV6).IsOptional);
    }

    [Fact]
    public void A_host_name_is_left_to_be_resolved()
    {
        var address = Assert.Single(ListenSpecification.Parse("mail.example.org:143", "tcp6", new ServiceNames(null), out _)!);

        Assert.Equal((ListenFamily.V6, "mail.example.org", null), (address.Family, address.HostName, address.Address));
    }

    [Fact]
    public void A_socket_path_has_a_longest_length()
    {
        Assert.NotNull(ListenSpecification.Parse("/" + new string('x', 106), "tcp", new ServiceNames(null), out _));
        Assert.Null(ListenSpecification.Parse("/" + new string('x', 107), "tcp", new ServiceNames(null), out _));
    }
}
