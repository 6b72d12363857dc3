using System.Globalization;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Imap;

/// <summary>What the relay owes both sides after login.</summary>
[Collection(OwnLifetime.Name)]
public sealed class RelayTests(DovecotPair pair)
{
    private const int LargeMessageBytes = 7_000_000;
    private const int Readers = 20;

    /// <summary>A fifth of what the unread messages weigh; an idle process' own growth stays far below.</summary>
    private const long MostGrowthBytes = Readers * LargeMessageBytes / 5;

    [Fact]
    public async Task A_client_that_has_closed_its_sending_side_still_gets_its_answers()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        await client.Line.SendAsync("a EXAMINE INBOX\r\nb FETCH 13 BODY.PEEK[]\r\nc LOGOUT\r\n");

        client.Line.ShutdownSend();

        var received = await client.Line.ReadToEndAsync();
        Assert.True(received.Length > LargeMessageBytes, $"{received.Length} bytes");
        Assert.Contains("\nc OK", received[^200..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_do_not_read_cost_no_memory()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        List<ImapConversation> readers = [];
        for (var number = 0; number < Readers; number++)
        {
            var reader = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: $"127.0.10.{number + 1}");
            (await reader.CommandAsync("EXAMINE INBOX")).Ok();
            readers.Add(reader);
        }

        var before = ResidentBytes(front.Pid);
        foreach (var reader in readers)
        {
            await reader.SendTaggedAsync("FETCH 13 BODY.PEEK[]");
        }

        foreach (var reader in readers)
        {
            Assert.StartsWith("* 13 FETCH", await reader.Line.ReadLineAsync(), StringComparison.Ordinal);
        }

        // Time enough for the backend to push everything through, were there no back-pressure.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await timer.WaitForNextTickAsync();
        Assert.InRange(ResidentBytes(front.Pid) - before, long.MinValue, MostGrowthBytes);
        foreach (var reader in readers)
        {
            Assert.Equal(LargeMessageBytes, (await reader.Line.ReadExactlyAsync(LargeMessageBytes)).Length);
            await reader.DisposeAsync();
        }
    }

    private static long ResidentBytes(int pid)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status")).Single(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
