using System.Net;
using MailFront.Configuration;
using MailFront.Configuration.Settings;

namespace MailFront.UnitTests.Configuration.Loading;

public sealed class AdminReaderTests
{
    [Fact]
    public void By_default_the_socket_is_in_the_configuration_directory_and_there_are_no_metrics()
    {
        var admin = Read(string.Empty);

        Assert.Equal("/var/lib/cyrus/socket/admin", admin?.SocketPath);
        Assert.True(admin?.IsSocketOptional);
        Assert.Null(admin?.MetricsListen);
    }

    [Fact]
    public void A_socket_that_is_asked_for_is_not_optional()
    {
        var admin = Read("mailfront_admin_socket: /run/mailfront/admin\n");

        Assert.Equal("/run/mailfront/admin", admin?.SocketPath);
        Assert.False(admin?.IsSocketOptional);
    }

    [Fact]
    public void It_can_be_turned_off() => Assert.Null(Read("mailfront_admin_socket: off\n")!.SocketPath);

    [Theory]
    [InlineData("127.0.0.1:9180", "127.0.0.1:9180")]
    [InlineData("[::1]:0", "[::1]:0")]
    [InlineData("localhost:9180", "127.0.0.1:9180")]
    [InlineData("*:9180", "0.0.0.0:9180")]
    public void Metrics_are_served_at_an_address(string written, string meant) =>
        Assert.Equal(IPEndPoint.Parse(meant), Read($"mailfront_metrics_listen: {written}\n")!.MetricsListen);

    [Theory]
    [InlineData("mailfront_metrics_listen: 9180")]
    [InlineData("mailfront_metrics_listen: metrics.example.org:9180")]
    [InlineData("mailfront_metrics_listen: 127.0.0.1:70000")]
    [InlineData("mailfront_admin_socket: run/admin")]
    [InlineData("mailfront_admin_socket: /run/" + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012")]
    public void What_cannot_be_opened_is_an_error(string line) => Assert.Null(Read(line + "\n"));

    private static AdminSettings? Read(string lines) =>
        AdminLoader.Load("/etc/imapd.conf", new FakeSource().With("/etc/imapd.conf", "configdirectory: /var/lib/cyrus\n" + lines)).Admin;
}
