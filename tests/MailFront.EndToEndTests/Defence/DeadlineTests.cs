using System.Net.Sockets;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Defence;

/// <summary>Who does not log in is gone soon, whatever he does or does not send.</summary>
[Collection(OwnProcess.Name)]
public sealed class DeadlineTests(DovecotPair pair)
{
    /// <summary>Far above the deadlines of these tests and far below the defaults.</summary>
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData("imap", "* BYE")]
    [InlineData("pop3", "")]
    public async Task A_silent_client_is_closed(string service, string lastWord)
    {
        await using var front = await StartAsync();
        await using var client = await ConnectAsync(front, service);
        await client.ReadLineAsync();

        var last = await client.ReadToEndAsync();

        Assert.StartsWith(lastWord, last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap", "a NOOP\r\n")]
    [InlineData("pop3", "CAPA\r\n")]
    public async Task A_client_that_talks_without_logging_in_is_closed(string service, string command)
    {
        await using var front = await StartAsync();
        await using var client = await ConnectAsync(front, service);

        Assert.True(await IsClosedWhileSendingAsync(client, command));
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task A_client_that_sends_a_command_byte_by_byte_is_closed(string service)
    {
        await using var front = await StartAsync();
        await using var client = await ConnectAsync(front, service);

        Assert.True(await IsClosedWhileSendingAsync(client, "x"));
    }

    [Theory]
    [InlineData("imaps")]
    [InlineData("pop3s")]
    public async Task A_handshake_that_does_not_begin_is_closed(string service)
    {
        await using var front = await StartAsync();
        await using var client = await ConnectAsync(front, service);

        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_handshake_that_does_not_begin_after_starttls_is_closed()
    {
        await using var front = await StartAsync();
        await using var client = await ConnectAsync(front, "imap");
        await client.ReadLineAsync();
        await client.SendAsync("a STARTTLS\r\n");
        Assert.StartsWith("a OK", await client.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("imap", "a LOGIN alice canary-wrong\r\n")]
    [InlineData("pop3", "USER carol\r\nPASS canary-wrong\r\n")]
    public async Task A_client_that_is_silent_after_a_failure_is_closed(string service, string login)
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("mailfront_failed_deadline", "1s"));
        await using var client = await ConnectAsync(front, service);
        await client.SendAsync(login);

        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task A_logged_in_client_may_be_silent()
    {
        await using var front = await StartAsync();
        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(6));

        await timer.WaitForNextTickAsync();

        (await client.CommandAsync("NOOP")).Ok();
    }

    private Task<MailFrontProcess> StartAsync() => MailFrontProcess.StartAsync(
        FrontConfiguration.ForDovecot(pair)
            .Option("mailfront_handshake_deadline", "1s")
            .Option("mailfront_first_command_deadline", "1s")
            .Option("mailfront_login_deadline", "5s"));

    private static async Task<LineClient> ConnectAsync(MailFrontProcess front, string service)
    {
        var client = await LineClient.ConnectAsync(front[service]);
        client.Deadline = _bound;
        return client;
    }

    /// <summary>Sends the same again and again until the server closes or the bound is over.</summary>
    private static async Task<bool> IsClosedWhileSendingAsync(LineClient client, string text)
    {
        var end = client.ReadToEndAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var sent = 0; sent < 60 && !end.IsCompleted; sent++)
        {
            try
            {
                await client.SendAsync(text);
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return end.IsCompletedSuccessfully;
    }
}
