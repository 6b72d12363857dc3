using System.Net.Sockets;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

[Collection(OwnLifetime.Name)]
public sealed class DescriptorExhaustionTests(DovecotPair pair)
{
    private const int Limit = 256;
    private const int Connections = 400;

    /// <summary>However the admission limits are set, the process neither ends nor stays deaf.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("100000")]
    public async Task More_connections_than_descriptors_are_survived(string maximum)
    {
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("mailfront_max_connections", maximum)
            .Option("mailfront_max_prelogin", maximum);
        configuration.Launcher.AddRange(["/bin/bash", "-c", $"ulimit -n {Limit}; exec \"$@\"", "bash"]);
        await using var front = await MailFrontProcess.StartAsync(configuration);
        List<LineClient> crowd = [];
        for (var number = 0; number < Connections; number++)
        {
            try
            {
                // A crowd of many addresses: limits for each source are not what is tested here.
                crowd.Add(await LineClient.ConnectAsync(front.Imap, from: $"127.0.6.{1 + (number % 200)}"));
            }
            catch (SocketException)
            {
                // Refused: as good an answer as any.
            }
        }

        foreach (var client in crowd)
        {
            await client.DisposeAsync();
        }

        Assert.False(front.HasExited);
        Assert.True(await ServesAgainAsync(front));
    }

    private static async Task<bool> ServesAgainAsync(MailFrontProcess front)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: "127.0.6.250");
                return true;
            }
            catch (Exception exception) when (exception is IOException or SocketException or Xunit.Sdk.XunitException)
            {
                await timer.WaitForNextTickAsync();
            }
        }

        return false;
    }
}
