using System.Globalization;
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

    // More than clients never get, and room for a few sessions of two.
    private const int FreeAtLeast = 64;

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
        Assert.True(await ServesAgainAsync(front), front.Log);
    }

    /// <summary>Its own limits keep MailFront from running out; a limit lowered from outside does not.</summary>
    [Fact]
    public async Task Whom_no_descriptor_is_left_for_is_reset_and_does_not_hang()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice)).DisposeAsync();

        await SetSoftLimitAsync(front, HighestDescriptor(front) + FreeAtLeast);
        List<LineClient> crowd = [];
        var isReset = false;
        while (!isReset && crowd.Count < Limit)
        {
            try
            {
                crowd.Add(await LineClient.ConnectAsync(front.Imap, from: $"127.0.8.{1 + (crowd.Count % 200)}"));
                isReset = await crowd[^1].ReadLineOrEndAsync() is null;
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It may come before this side has seen its own connect succeed.
                isReset = true;
            }
        }

        Assert.True(isReset);
        Assert.False(front.HasExited);
        await front.WaitForLogAsync("imap cannot accept connections (TooManyOpenSockets)");
        foreach (var client in crowd)
        {
            await client.DisposeAsync();
        }

        // The limit is as low as before: descriptors of those who have left are enough.
        Assert.True(await ServesAgainAsync(front), front.Log);
    }

    private static int HighestDescriptor(MailFrontProcess front) =>
        Directory.EnumerateFileSystemEntries($"/proc/{front.Pid}/fd").Max(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));

    // The colon keeps the hard limit as it is.
    private static async Task SetSoftLimitAsync(MailFrontProcess front, int limit) => (await RunningProgram.RunAsync(
        "/usr/bin/prlimit", [$"--pid={front.Pid}", string.Create(CultureInfo.InvariantCulture, $"--nofile={limit}:")])).Succeeded();

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
