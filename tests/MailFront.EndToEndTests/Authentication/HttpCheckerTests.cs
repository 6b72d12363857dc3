using System.Diagnostics;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Authentication;

/// <summary>An HTTP service that is asked as nginx' mail proxy asks.</summary>
[Collection(OwnProcess.Name)]
public sealed class HttpCheckerTests(DovecotPair pair)
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task The_right_password_logs_in_and_a_wrong_one_does_not()
    {
        var awkward = new TestUser("bob", "canary %0d%0a\u00e4");
        await using var service = await WebAuthServer.StartAsync([DovecotPair.Alice, awkward]);
        await using var front = await MailFrontProcess.StartAsync(
            Configuration(service.Url + "/auth").Option("mailfront_auth_http_header", "X-Key: key-canary-1"));

        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.21");
        Assert.StartsWith("NO [AUTHENTICATIONFAILED]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
        (await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}")).Ok();
        await using var other = await ImapConversation.ConnectAsync(front.Imap);
        (await other.CommandAsync($"AUTHENTICATE PLAIN {awkward.PlainMessage}")).Ok();

        Assert.Contains("""["Client-IP", "127.0.7.21"]""", service.Requests, StringComparison.Ordinal);
        Assert.Contains("\"Auth-Login-Attempt\"", service.Requests, StringComparison.Ordinal);
        Assert.Contains("""["X-Key", "key-canary-1"]""", service.Requests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_hangs_is_a_temporary_failure_within_the_deadline()
    {
        await using var service = await WebAuthServer.StartAsync([DovecotPair.Alice]);
        await using var front = await MailFrontProcess.StartAsync(Configuration(service.Url + "/hang").Option("mailfront_checker_deadline", "4s"));
        await using var client = await ImapConversation.ConnectAsync(front.Imap);

        var watch = Stopwatch.StartNew();
        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);

        Assert.InRange(watch.Elapsed, _deadline / 2, _deadline * 3);
    }

    [Fact]
    public async Task A_service_that_fails_or_is_down_is_a_temporary_failure()
    {
        await using var service = await WebAuthServer.StartAsync([DovecotPair.Alice]);
        await using var front = await MailFrontProcess.StartAsync(Configuration(service.Url + "/error"));
        await using var client = await ImapConversation.ConnectAsync(front.Imap);

        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
        await service.StopAsync();
        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);
    }

    private FrontConfiguration Configuration(string url)
    {
        var configuration = FrontConfiguration.ForDovecot(pair).Option("sasl_pwcheck_method", "http").Option("mailfront_auth_http_url", url);
        configuration.Users.Clear();
        return configuration;
    }
}
