using System.Diagnostics;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Authentication;

/// <summary>A policy server that is asked before the passwd-file and told afterwards.</summary>
[Collection(OwnProcess.Name)]
public sealed class PolicyServerTests(DovecotPair pair)
{
    // SHA-256 of the nonce "n", "alice", NUL and her password begins so.
    private const string Hash = "0121";

    [Fact]
    public async Task Advice_is_followed_and_verdicts_are_reported()
    {
        await using var service = await WebAuthServer.StartAsync([]);
        await using var front = await MailFrontProcess.StartAsync(Configuration(service.Url + "/policy").Option("mailfront_policy_header", "key-canary-2"));

        service.Advise("""{"status":-1,"msg":"go away"}""");
        await using (var refused = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.31"))
        {
            Assert.StartsWith("NO [AUTHENTICATIONFAILED]", (await refused.CommandAsync(RightLogin)).Status, StringComparison.Ordinal);
        }

        service.Advise("""{"status":2}""");
        var watch = Stopwatch.StartNew();
        await using (var delayed = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.32"))
        {
            (await delayed.CommandAsync(RightLogin)).Ok();
        }

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(30));
        Assert.Contains($"\"pwhash\": \"{Hash}\"", await service.WaitForRequestAsync("command=allow"), StringComparison.Ordinal);
        Assert.Contains("\"policy_reject\": true", await service.WaitForRequestAsync("\"success\": false"), StringComparison.Ordinal);
        Assert.Contains("127.0.7.32", await service.WaitForRequestAsync("\"success\": true"), StringComparison.Ordinal);
        Assert.Contains("""["X-API-Key", "key-canary-2"]""", service.Requests, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_costs_two_seconds_and_nobody_the_login()
    {
        await using var service = await WebAuthServer.StartAsync([]);
        await using var front = await MailFrontProcess.StartAsync(Configuration(service.Url + "/hang"));
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.33");

        var watch = Stopwatch.StartNew();
        (await client.CommandAsync(RightLogin)).Ok();

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Without_advice_that_is_required_a_login_is_a_temporary_failure()
    {
        await using var service = await WebAuthServer.StartAsync([]);
        await using var front = await MailFrontProcess.StartAsync(
            Configuration(service.Url + "/policy").Option("mailfront_policy_reject_on_fail", "yes"));
        await service.StopAsync();
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: "127.0.7.34");

        Assert.StartsWith("NO [UNAVAILABLE]", (await client.CommandAsync(RightLogin)).Status, StringComparison.Ordinal);
    }

    private static string RightLogin => $"LOGIN alice {DovecotPair.Alice.Password}";

    private FrontConfiguration Configuration(string url) => FrontConfiguration.ForDovecot(pair)
        .Option("mailfront_policy_url", url)
        .Option("mailfront_policy_nonce", "n");
}
