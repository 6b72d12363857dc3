using System.Diagnostics;
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

    // A session needs two; the rest is for files that are open only for a moment.
    private const int FreeAtLeast = 16;

    // Long enough that a loop without a pause would show, even on a busy machine.
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(3);

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
    public async Task A_limit_below_what_is_open_makes_clients_wait_and_costs_no_processor_time()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice)).DisposeAsync();
        var usual = await SoftLimitAsync(front);

        await SetSoftLimitAsync(front, "16");
        List<LineClient> waiting = [];
        for (var number = 1; number <= 8; number++)
        {
            waiting.Add(await LineClient.ConnectAsync(front.Imap, from: $"127.0.7.{number}"));
        }

        await front.WaitForLogAsync("imap cannot accept connections (TooManyOpenSockets)");
        Assert.InRange(await ProcessorTimeAsync(front, _watch), TimeSpan.Zero, _watch / 4);
        Assert.False(front.HasExited);
        await SetSoftLimitAsync(front, usual);

        foreach (var client in waiting)
        {
            Assert.StartsWith("* OK", await client.ReadLineAsync(), StringComparison.Ordinal);
            await client.DisposeAsync();
        }

        Assert.True(await ServesAgainAsync(front), front.Log);
    }

    [Fact]
    public async Task Whom_no_descriptor_is_left_for_is_reset_and_does_not_hang()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice)).DisposeAsync();

        await SetSoftLimitAsync(front, (HighestDescriptor(front) + FreeAtLeast).ToString(CultureInfo.InvariantCulture));
        List<LineClient> crowd = [];
        var isReset = false;
        while (!isReset && crowd.Count < Limit)
        {
            crowd.Add(await LineClient.ConnectAsync(front.Imap, from: $"127.0.8.{1 + (crowd.Count % 200)}"));
            isReset = await crowd[^1].ReadLineOrEndAsync() is null;
        }

        Assert.True(isReset);
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

    private static async Task<string> SoftLimitAsync(MailFrontProcess front) =>
        (await PrlimitAsync(front, "--nofile", "--output=SOFT", "--noheadings")).Trim();

    // The colon keeps the hard limit as it is.
    private static async Task SetSoftLimitAsync(MailFrontProcess front, string limit) => await PrlimitAsync(front, $"--nofile={limit}:");

    private static async Task<string> PrlimitAsync(MailFrontProcess front, params string[] arguments) =>
        (await RunningProgram.RunAsync("/usr/bin/prlimit", [$"--pid={front.Pid}", .. arguments])).Succeeded().Output;

    private static async Task<TimeSpan> ProcessorTimeAsync(MailFrontProcess front, TimeSpan duration)
    {
        using var process = Process.GetProcessById(front.Pid);
        using var timer = new PeriodicTimer(duration);
        var before = process.TotalProcessorTime;
        await timer.WaitForNextTickAsync();
        process.Refresh();
        return process.TotalProcessorTime - before;
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
