using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Backends;

/// <summary>A backend in trouble is a temporary failure that names the backend in the log, never a bad password.</summary>
[Collection(OwnLifetime.Name)]
public sealed class BackendTroubleTests(DovecotPair pair)
{
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromMilliseconds(250);
    private const int MostAttempts = 60;

    [Fact]
    public async Task A_backend_that_is_down_is_a_temporary_failure_and_its_return_is_noticed()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await pair.Mail1.StopAsync();
        try
        {
            await using var imap = await ImapConversation.ConnectAsync(front.Imap);
            Assert.StartsWith("NO [UNAVAILABLE] ", (await imap.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Status, StringComparison.Ordinal);
            await using var pop3 = await Pop3Conversation.ConnectAsync(front.Pop3);
            Assert.StartsWith("-ERR [SYS/TEMP] ", await pop3.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);
            await front.WaitForLogAsync("mail1");

            // The other backend's users notice nothing.
            await using var other = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob);
        }
        finally
        {
            await pair.Mail1.StartAgainAsync();
        }

        Assert.True(await LogsInWithinAsync(front, DovecotPair.Alice));
    }

    [Fact]
    public async Task A_session_ends_when_its_backend_does()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob);
        (await client.CommandAsync("SELECT INBOX")).Ok();
        await pair.Mail2.StopAsync();
        try
        {
            var last = await client.Line.ReadToEndAsync();

            Assert.DoesNotContain(" OK ", last, StringComparison.Ordinal);
        }
        finally
        {
            await pair.Mail2.StartAgainAsync();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("* BYE too busy\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("* OK ready\r\n")]
    public async Task A_backend_that_hangs_or_lies_is_a_temporary_failure_within_the_deadline(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var serving = GreetAsync(listener, greeting, stop.Token);
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("mailfront_backend_odd", $"{listener.LocalEndpoint} kind=dovecot tls=off")
            .Option("odd_password", "canary-odd")
            .Option("client_timeout", "1");
        configuration.Directory["alice"] = "odd";
        await using (var front = await MailFrontProcess.StartAsync(configuration))
        {
            await using var client = await ImapConversation.ConnectAsync(front.Imap);

            var answer = await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}");

            Assert.StartsWith("NO [UNAVAILABLE] ", answer.Status, StringComparison.Ordinal);
            await front.WaitForLogAsync("odd");
        }

        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_backend_that_refuses_the_proxy_login_is_a_temporary_failure()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("mail1_password", "canary-mistyped"));
        await using var imap = await ImapConversation.ConnectAsync(front.Imap);
        await using var pop3 = await Pop3Conversation.ConnectAsync(front.Pop3);

        Assert.StartsWith("NO [UNAVAILABLE] ", (await imap.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Status, StringComparison.Ordinal);
        Assert.StartsWith("-ERR [SYS/TEMP] ", await pop3.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);
        await front.WaitForLogAsync("mail1");
    }

    [Theory]
    [InlineData("implicit")]
    [InlineData("starttls")]
    public async Task A_backend_certificate_that_is_not_trusted_is_a_temporary_failure(string tls)
    {
        await using var front = await MailFrontProcess.StartAsync(OverTls(tls, "on"));
        await using var client = await ImapConversation.ConnectAsync(front.Imap);

        var answer = await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}");

        Assert.StartsWith("NO [UNAVAILABLE] ", answer.Status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("implicit")]
    [InlineData("starttls")]
    public async Task A_backend_is_reached_over_tls(string tls)
    {
        await using var front = await MailFrontProcess.StartAsync(OverTls(tls, "off"));

        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        await using var pop3 = await Pop3Conversation.LoggedInAsync(front.Pop3, DovecotPair.Carol);

        (await client.CommandAsync("SELECT INBOX")).Ok();
    }

    private FrontConfiguration OverTls(string tls, string verify)
    {
        var (imap, pop3) = tls == "implicit" ? (pair.Mail1.Imaps, pair.Mail1.Pop3s) : (pair.Mail1.Imap, pair.Mail1.Pop3);
        return FrontConfiguration.ForDovecot(pair).Option("mailfront_backend_mail1", $"{imap} pop3={pop3} kind=dovecot tls={tls} tls_verify={verify}");
    }

    /// <summary>A backend may be given some time before it is tried again.</summary>
    private static async Task<bool> LogsInWithinAsync(MailFrontProcess front, TestUser user)
    {
        using var timer = new PeriodicTimer(_betweenAttempts);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            await using var client = await ImapConversation.ConnectAsync(front.Imap);
            if ((await client.CommandAsync($"LOGIN {user.Name} {user.Password}")).Status.StartsWith("OK", StringComparison.Ordinal))
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return false;
    }

    /// <summary>Accepts connections, says one thing, and then nothing more.</summary>
    private static async Task GreetAsync(TcpListener listener, string greeting, CancellationToken stop)
    {
        List<TcpClient> open = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                open.Add(client);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting), stop);
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(client => client.Dispose());
        }
    }
}
