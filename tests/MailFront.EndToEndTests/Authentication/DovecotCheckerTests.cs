using System.Diagnostics;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Authentication;

/// <summary>A real Dovecot that is asked about passwords in two ways: by logging in, and at its auth process.</summary>
[Collection(OwnProcess.Name)]
public sealed class DovecotCheckerTests(DovecotPair pair) : IAsyncLifetime
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(4);

    private DovecotServer? _asked;

    private DovecotServer Asked => _asked ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync() => _asked = await DovecotServer.StartAsync("asked", "127.0.0.33", DovecotPair.Users);

    public async Task DisposeAsync()
    {
        if (_asked is not null)
        {
            await _asked.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("imap", "off")]
    [InlineData("imap", "starttls")]
    [InlineData("imap", "implicit")]
    [InlineData("dovecot-auth", "")]
    public async Task The_right_password_logs_in_and_a_wrong_one_does_not(string method, string tls)
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration(method, tls));

        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        Assert.StartsWith("NO [AUTHENTICATIONFAILED]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
        (await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Ok();
        (await client.CommandAsync("SELECT INBOX")).Ok();
        await using var mailbox = await Pop3Conversation.ConnectAsync(front.Pop3);
        Assert.StartsWith("+OK", await mailbox.PassAsync(DovecotPair.Carol), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("dovecot-auth")]
    public async Task A_server_that_hangs_is_a_temporary_failure_within_the_deadline(string method)
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration(method, "off").Option("mailfront_checker_deadline", "4s"));
        await using (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice))
        {
        }

        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        await using (await Asked.SuspendAuthAsync())
        {
            var watch = Stopwatch.StartNew();
            Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
            Assert.InRange(watch.Elapsed, _deadline / 2, _deadline * 3);
        }

        await ComesBackAsync(front);
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("dovecot-auth")]
    public async Task A_server_that_is_down_is_a_temporary_failure_until_it_is_back(string method)
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration(method, "off"));
        await using (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice))
        {
        }

        await Asked.StopWithAuthAsync();
        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync($"LOGIN carol {DovecotPair.Carol.Password}")).Status, StringComparison.Ordinal);

        await Asked.StartAgainAsync();
        await ComesBackAsync(front);
    }

    // A checker that was down is asked again after a pause; about carol, whose password nothing remembers.
    private static async Task ComesBackAsync(MailFrontProcess front)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await using var client = await ImapConversation.ConnectAsync(front.Imap);
            if ((await client.CommandAsync($"LOGIN carol {DovecotPair.Carol.Password}")).Status.StartsWith("OK", StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "The checker was not asked again.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private FrontConfiguration Configuration(string method, string tls)
    {
        var configuration = FrontConfiguration.ForDovecot(pair).Option("sasl_pwcheck_method", method);
        configuration.Users.Clear();
        var server = tls == "implicit" ? Asked.Imaps : Asked.Imap;
        return method == "imap"
            ? configuration.Option("mailfront_imap_checker", $"{server} tls={tls} tls_ca={Asked.CertificateFile}")
            : configuration.Option("mailfront_dovecot_auth_socket", Asked.AuthSocket);
    }
}
