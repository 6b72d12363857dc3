using System.Net.Sockets;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

[Collection(OwnLifetime.Name)]
public sealed class ShutdownTests(DovecotPair pair)
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Sigterm_without_sessions_ends_with_success()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));

        await front.SignalAsync("TERM");

        Assert.Equal(0, await front.WaitForExitAsync(_soon));
    }

    [Fact]
    public async Task Sigterm_refuses_new_connections_and_lets_a_session_finish()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        (await client.CommandAsync("EXAMINE INBOX")).Ok();

        await front.SignalAsync("TERM");

        await WaitUntilRefusedAsync(front);
        Assert.False(front.HasExited);
        (await client.CommandAsync("FETCH 1 RFC822.SIZE")).Ok();
        (await client.CommandAsync("LOGOUT")).Ok();
        await client.DisposeAsync();
        Assert.Equal(0, await front.WaitForExitAsync(_soon));
    }

    [Fact]
    public async Task Sigterm_closes_a_connection_that_has_not_logged_in_with_a_last_word()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await ImapConversation.ConnectAsync(front.Imap);

        await front.SignalAsync("TERM");

        Assert.StartsWith("* BYE", await client.Line.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Null(await client.Line.ReadLineOrEndAsync());
    }

    [Fact]
    public async Task A_session_that_does_not_finish_is_cut_at_the_bound()
    {
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).Option("mailfront_shutdown_deadline", "2s"));
        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob);

        await front.SignalAsync("TERM");

        // EX_TEMPFAIL: sessions were open and were cut.
        Assert.Equal(75, await front.WaitForExitAsync(_soon));
    }

    private static async Task WaitUntilRefusedAsync(MailFrontProcess front)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                await using var client = await LineClient.ConnectAsync(front.Imap);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail("Connections are still accepted five seconds after SIGTERM.");
    }
}
