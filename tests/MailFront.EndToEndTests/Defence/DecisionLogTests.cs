using System.Net.Sockets;
using System.Text.Json;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Defence;

[Collection(OwnProcess.Name)]
public sealed class DecisionLogTests(DovecotPair pair)
{
    private const string Hurt = "127.0.8.1";
    private const string Denied = "127.0.8.9";

    [Fact]
    public async Task What_the_server_decided_is_decided_again_and_another_configuration_says_whom_it_hurts()
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration("{state}/decisions.log"));
        var log = Path.Combine(front.State.Path, "decisions.log");
        await MixedLoadAsync(front);
        await WaitForAsync(log, text => text.Contains("\"result\":\"succeeded\"", StringComparison.Ordinal) && text.Split("\"at\":\"credential\"").Length > 12);

        var same = (await MailFrontCommand.RunAsync("policy", "replay", "--log", log, "--json")).Succeeded();
        var other = front.State.Write("other.conf", "configdirectory: /tmp\nfailedloginpause: 2\nmailfront_deny: 127.0.8.8/32\n");
        var compared = (await MailFrontCommand.RunAsync("policy", "replay", "--log", log, "--config", other, "--json")).Succeeded();
        var words = (await MailFrontCommand.RunAsync("policy", "replay", "--log", log, "--config", other)).Succeeded().Output;

        using var report = JsonDocument.Parse(same.Output);
        Assert.Equal(0, report.RootElement.GetProperty("different").GetInt64());
        Assert.Equal(0, report.RootElement.GetProperty("missing").GetInt64());
        Assert.Equal(0, report.RootElement.GetProperty("garbage").GetInt64());
        Assert.True(report.RootElement.GetProperty("decisions").GetInt64() > 30, same.Output);

        using var comparison = JsonDocument.Parse(compared.Output);
        var hurt = Assert.Single(comparison.RootElement.GetProperty("comparison").GetProperty("hurt").EnumerateArray());
        Assert.Equal(("alice", Hurt), (hurt.GetProperty("user").GetString(), hurt.GetProperty("source").GetString()));
        var stopped = comparison.RootElement.GetProperty("comparison").GetProperty("stopped").EnumerateArray().ToList();
        Assert.Contains(stopped, party => party.GetProperty("user").GetString() == "bob" && party.GetProperty("source").GetString() == "127.0.8.5");
        Assert.Contains("alice from 127.0.8.1: ", words, StringComparison.Ordinal);

        var text = await File.ReadAllTextAsync(log);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains("\"why\":\"denied\"", text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(log));
    }

    [Fact]
    public async Task A_full_disk_costs_no_login()
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration("/dev/full"));

        await using (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: Hurt))
        {
            await front.WaitForLogAsync("decision log /dev/full cannot be written");
        }

        await using var again = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob, from: Hurt);
    }

    [Fact]
    public async Task A_moved_log_is_opened_anew_at_sighup()
    {
        await using var front = await MailFrontProcess.StartAsync(Configuration("{state}/decisions.log"));
        var log = Path.Combine(front.State.Path, "decisions.log");
        await using (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: Hurt))
        {
            await WaitForAsync(log, text => text.Contains("succeeded", StringComparison.Ordinal));
        }

        File.Move(log, log + ".1");
        await front.SignalAsync("HUP");
        await front.WaitForLogAsync("Services reconfigured");
        await using (await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob, from: Hurt))
        {
            await WaitForAsync(log, text => text.Contains("\"u\":\"bob\"", StringComparison.Ordinal));
        }

        (await MailFrontCommand.RunAsync("policy", "replay", "--log", log + ".1", "--log", log)).Succeeded();
    }

    [Fact]
    public async Task What_is_no_decision_log_exits_with_two()
    {
        using var state = new StateFolder("replay");

        var missing = await MailFrontCommand.RunAsync("policy", "replay", "--log", state.File("missing"));
        var garbage = await MailFrontCommand.RunAsync("policy", "replay", "--log", state.Write("garbage", "line\nline\n"));
        var config = await MailFrontCommand.RunAsync("policy", "replay", "--log", state.File("garbage"), "--config", state.Write("bad.conf", "mailfront_deny: x\n"));

        Assert.Equal((2, 2, 2), (missing.ExitCode, garbage.ExitCode, config.ExitCode));
        Assert.Contains("no header", garbage.Errors, StringComparison.Ordinal);
        Assert.Contains("mailfront_deny", config.Errors, StringComparison.Ordinal);
    }

    private FrontConfiguration Configuration(string log) => FrontConfiguration.ForDovecot(pair)
        .Option("mailfront_decision_log", log)
        .Option("mailfront_deny", Denied + "/32")
        .Option("mailfront_max_login_failures", "4");

    private static async Task MixedLoadAsync(MailFrontProcess front)
    {
        await Task.WhenAll(
            FailThenLogInAsync(front, DovecotPair.Alice, failures: 1, Hurt),
            FailThenLogInAsync(front, DovecotPair.Bob, failures: 0, "127.0.8.2"),
            FailThenLogInAsync(front, DovecotPair.Carol, failures: 0, "127.0.8.3"),
            FailAsync(front, "bob", "127.0.8.5"),
            FailAsync(front, "nobody", "127.0.8.6"),
            FailAsync(front, "alice", "127.0.8.7"));

        // Reset, while it connects or right after.
        var denied = await Record.ExceptionAsync(() => ImapConversation.ConnectAsync(front.Imap, from: Denied));
        Assert.True(denied is IOException or SocketException, denied?.ToString());
    }

    private static async Task FailThenLogInAsync(MailFrontProcess front, TestUser user, int failures, string from)
    {
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: from);
        for (var failure = 0; failure < failures; failure++)
        {
            Assert.StartsWith("NO ", (await client.CommandAsync($"LOGIN {user.Name} canary-mistyped")).Status, StringComparison.Ordinal);
        }

        (await client.CommandAsync($"LOGIN {user.Name} {user.Password}")).Ok();
        await client.CommandAsync("LOGOUT");
    }

    private static async Task FailAsync(MailFrontProcess front, string user, string from)
    {
        await using var client = await ImapConversation.ConnectAsync(front.Imap, from: from);
        for (var failure = 0; failure < 4; failure++)
        {
            Assert.StartsWith("NO ", (await client.CommandAsync($"LOGIN {user} canary-guess{failure}")).Status, StringComparison.Ordinal);
        }
    }

    private static async Task WaitForAsync(string path, Func<string, bool> isThere)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (File.Exists(path) && isThere(LogText.Read(path)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.Fail($"{path}: {(File.Exists(path) ? LogText.Read(path) : "missing")}");
    }
}
