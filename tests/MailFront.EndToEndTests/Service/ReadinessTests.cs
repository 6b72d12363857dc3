using System.Net.Sockets;
using System.Text;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

/// <summary>sd_notify(3): what systemd is told of a <c>Type=notify</c> service.</summary>
[Collection(OwnLifetime.Name)]
public sealed class ReadinessTests(DovecotPair pair)
{
    [Fact]
    public async Task Systemd_is_told_of_readiness_and_of_stopping()
    {
        using var folder = new StateFolder("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(folder.File("notify")));
        var configuration = FrontConfiguration.ForDovecot(pair);
        configuration.Environment["NOTIFY_SOCKET"] = folder.File("notify");

        await using var front = await MailFrontProcess.StartAsync(configuration);

        Assert.Contains("READY=1", await ReceiveAsync(systemd), StringComparison.Ordinal);
        await front.SignalAsync("TERM");
        Assert.Contains("STOPPING=1", await ReceiveAsync(systemd), StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[4096];
        var count = await socket.ReceiveAsync(buffer, timeout.Token);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
