using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Defence;

/// <summary>A flood of TLS handshakes, each of which costs the server its computing and the client nothing.</summary>
[Collection(OwnProcess.Name)]
public sealed class HandshakeFloodTests(DovecotPair pair)
{
    // More than may wait at once, so that the line overflows.
    private const int Flooders = 2500;
    private const string MetricsLine = "metrics on ";

    [Fact]
    public async Task A_proven_client_logs_in_while_hellos_flood_the_server_and_they_displace_each_other()
    {
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).Option("mailfront_max_handshakes", "1").Option("mailfront_metrics_listen", "127.0.0.1:0"));
        await front.WaitForLogAsync(MetricsLine);
        await using (await ImapConversation.LoggedInAsync(front.Imaps, DovecotPair.Alice, tls: true, from: "127.50.0.1"))
        {
            // From here on the place is proven.
        }

        var sockets = await FloodAsync((IPEndPoint)front.Imaps, await HelloAsync());
        try
        {
            await using var client = await ImapConversation.LoggedInAsync(front.Imaps, DovecotPair.Alice, tls: true, from: "127.50.0.1");
            (await client.CommandAsync("NOOP")).Ok();
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }

        var metrics = await MetricsAsync(front);
        Assert.True(Sample(metrics, "class=\"proven\",end=\"computed\"") >= 1, metrics);
        Assert.Equal(0, Sample(metrics, "class=\"proven\",end=\"refused\""));
        Assert.True(Sample(metrics, "class=\"fresh\",end=\"computed\"") >= 1, metrics);
        Assert.Contains("mailfront_pressure{kind=\"worst\"} ", metrics, StringComparison.Ordinal);
    }

    private static async Task<List<Socket>> FloodAsync(IPEndPoint server, byte[] hello)
    {
        var sockets = new List<Socket>();
        for (var i = 0; i < Flooders; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) };
            sockets.Add(socket);
            socket.Bind(new IPEndPoint(new IPAddress([127, 51, (byte)(i / 250), (byte)(1 + (i % 250))]), 0));
            await socket.ConnectAsync(server);
            await socket.SendAsync(hello);
        }

        return sockets;
    }

    // What a client of .NET says first to a server that it has no session with.
    private static async Task<byte[]> HelloAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptSocketAsync();
        await using var tls = new SslStream(client.GetStream());
        var handshake = tls.AuthenticateAsClientAsync("never-met-before.test");
        var hello = new byte[4096];
        var count = await server.ReceiveAsync(hello);
        server.Dispose();
        await Assert.ThrowsAnyAsync<IOException>(() => handshake);
        return hello[..count];
    }

    private static async Task<string> MetricsAsync(MailFrontProcess front)
    {
        var log = front.Log;
        var at = log.IndexOf(MetricsLine, StringComparison.Ordinal) + MetricsLine.Length;
        var address = log[at..].Split([' ', '\n'], 2)[0];
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}/") };
        return await http.GetStringAsync("metrics");
    }

    private static double Sample(string metrics, string labels)
    {
        var line = metrics.Split('\n').Single(line => line.StartsWith($"mailfront_handshake_turns_total{{{labels}}} ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
