using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Defence;

/// <summary>Rules over connections: from the configuration, and live over <c>mailfront ctl</c>.</summary>
[Collection(OwnProcess.Name)]
public sealed class RuleTests(DovecotPair pair)
{
    private const string Gate = "127.0.9.1";

    [Fact]
    public async Task Failed_connections_go_first_silent_ones_later_and_sessions_behind_the_same_address_stay()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient()
            .Option("mailfront_rule_failed", "preauth and failures >= 1 and age > 3s => close")
            .Option("mailfront_rule_silent", "preauth and age > 7s => close"));
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: Gate);
        await using var silent = await ImapConversation.ConnectAsync(front.Imap, from: Gate);
        await using var failed = await FailedAsync(front, Gate);
        var watch = Stopwatch.StartNew();

        var failedWord = await failed.Line.ReadToEndAsync();
        var failedAfter = watch.Elapsed;
        var silentWord = await silent.Line.ReadToEndAsync();
        var silentAfter = watch.Elapsed;

        Assert.StartsWith("* BYE", failedWord, StringComparison.Ordinal);
        Assert.StartsWith("* BYE", silentWord, StringComparison.Ordinal);
        Assert.InRange(failedAfter, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5.5));
        Assert.InRange(silentAfter, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(12));
        (await session.CommandAsync("NOOP")).Ok();
        Assert.Contains("rule failed acted: close [127.0.9.1] protocol=imap service=imap state=", front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_300_connections_a_rule_added_live_closes_exactly_those_it_describes()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient());
        var (described, others, failing) = (new List<ImapConversation>(), new List<ImapConversation>(), new List<ImapConversation>());
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var host = 1 + (i % 200);
                var (isUser, fails) = (i % 25 == 0, i % 25 >= 13);
                var client = isUser
                    ? await ImapConversation.LoggedInAsync(front.Imap, i % 50 == 0 ? DovecotPair.Alice : DovecotPair.Bob, from: $"127.0.9.{host}")
                    : await ImapConversation.ConnectAsync(front.Imap, from: $"127.0.9.{host}");
                (fails && host < 128 ? described : others).Add(client);
                failing.AddRange(fails ? [client] : []);
            }

            await Task.WhenAll(failing.Select(FailAsync));
            const string Rule = "preauth and failures >= 1 and source in 127.0.9.0/25";
            Assert.Equal(described.Count, await CountAsync(front, Rule));

            var watch = Stopwatch.StartNew();
            (await CtlAsync(front, "rules", "add", "live", Rule + " => close")).Succeeded();
            var added = watch.Elapsed;
            foreach (var client in described)
            {
                Assert.StartsWith("* BYE", await client.Line.ReadToEndAsync(), StringComparison.Ordinal);
            }

            Assert.InRange(watch.Elapsed - added, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            foreach (var client in others)
            {
                (await client.CommandAsync("NOOP")).Ok();
            }

            Assert.Equal(others.Count, await CountAsync(front, "age > 0"));
            var rules = (await CtlAsync(front, "rules")).Succeeded().Output;
            Assert.Matches($@"(?m)^live +enforce +live +{described.Count} +0  {Regex.Escape(Rule)} => close$", rules);
        }
        finally
        {
            foreach (var client in described.Concat(others))
            {
                await client.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task An_explanation_of_a_closed_connection_has_the_row_the_rule_saw_and_is_the_same_again()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient().Option("mailfront_rule_failed", "dialogue and failures >= 1 => close"));
        await using var failed = await FailedAsync(front, Gate);
        await failed.Line.ReadToEndAsync();
        var log = await front.WaitForLogAsync("closed: [127.0.9.1] Rule");
        var id = log[(log.IndexOf("SESSIONID=<", StringComparison.Ordinal) + "SESSIONID=<".Length)..log.LastIndexOf('>')];

        var once = (await CtlAsync(front, "explain", id)).Succeeded().Output;
        var again = (await CtlAsync(front, "explain", id)).Succeeded().Output;
        var user = (await CtlAsync(front, "explain", "alice", "--from", Gate)).Succeeded().Output;

        Assert.Equal(once, again);
        Assert.Contains($"rule failed acted: dialogue and failures >= 1 => close; {id} 127.0.9.1 was protocol=imap", once, StringComparison.Ordinal);
        Assert.Contains("asked again with this, the condition is true", once, StringComparison.Ordinal);
        Assert.Contains("verdict LoginFailed: failure 1 on the connection", once, StringComparison.Ordinal);
        Assert.Contains("alice from 127.0.9.1: a login with a password nobody has tried would be asked about as ", user, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", once + user, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kick_closes_a_user_a_session_or_what_a_condition_describes_and_counts()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient());
        await using var first = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        await using var second = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        await using var other = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Bob);
        await using var silent = await ImapConversation.ConnectAsync(front.Imap);

        Assert.Equal("would close: 2\n", (await CtlAsync(front, "kick", "alice", "--dry-run")).Succeeded().Output);
        (await first.CommandAsync("NOOP")).Ok();
        Assert.Equal("closed: 2\n", (await CtlAsync(front, "kick", "alice")).Succeeded().Output);
        Assert.Equal("closed: 1\n", (await CtlAsync(front, "kick", "--where", "preauth")).Succeeded().Output);
        Assert.StartsWith("* BYE", await first.Line.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.StartsWith("* BYE", await second.Line.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.StartsWith("* BYE", await silent.Line.ReadToEndAsync(), StringComparison.Ordinal);
        (await other.CommandAsync("NOOP")).Ok();

        var nobody = await CtlAsync(front, "kick", "carol");
        var wrong = await CtlAsync(front, "kick", "--where", "user = ");
        var whom = await CtlAsync(front, "kick");
        Assert.Equal((1, "mailfront ctl: no open connection matches\n"), (nobody.ExitCode, nobody.Errors));
        Assert.Equal((2, "mailfront ctl: where: column 8: expected a value, found the end\n"), (wrong.ExitCode, wrong.Errors));
        Assert.Equal(2, whom.ExitCode);
        Assert.Contains("kicked over the administration interface: 2 connections, user alice", front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_added_changed_and_removed_live_and_a_reload_restores_the_file()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient().Option("mailfront_rule_file", "parked => log"));

        Assert.Equal(2, (await CtlAsync(front, "rules", "add", "bad", "age > 10 => close")).ExitCode);
        Assert.Equal(2, (await CtlAsync(front, "rules", "add", "file", "preauth => close")).ExitCode);
        Assert.Equal(1, (await CtlAsync(front, "rules", "remove", "nobody")).ExitCode);
        (await CtlAsync(front, "rules", "add", "live", "preauth => log", "--observe")).Succeeded();
        (await CtlAsync(front, "rules", "mode", "file", "observe")).Succeeded();
        var changed = (await CtlAsync(front, "rules", "list")).Succeeded().Output;
        await front.SignalAsync("HUP");
        await front.WaitForLogAsync("Services reconfigured");
        var restored = (await CtlAsync(front, "rules")).Succeeded().Output;

        Assert.Matches(@"(?m)^file +observe +live ", changed);
        Assert.Matches(@"(?m)^live +observe +live ", changed);
        Assert.Matches(@"(?m)^file +enforce +file ", restored);
        Assert.DoesNotMatch(@"(?m)^live ", restored);
        Assert.Contains("are as in the configuration again: file live", front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_and_top_show_who_is_there_with_names_made_safe()
    {
        await using var front = await MailFrontProcess.StartAsync(Patient());
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: Gate);
        await using var failed = await FailedAsync(front, "127.0.9.77");

        using var json = JsonDocument.Parse((await CtlAsync(front, "sessions", "--where", "loggedin", "--json")).Succeeded().Output);
        var row = Assert.Single(json.RootElement.GetProperty("sessions").EnumerateArray());
        Assert.Equal(("alice", "relaying", Gate), (row.GetProperty("user").GetString(), row.GetProperty("state").GetString(), row.GetProperty("source").GetString()));
        Assert.Equal(2, json.RootElement.GetProperty("open").GetInt32());
        var table = (await CtlAsync(front, "sessions", "--limit", "1")).Succeeded().Output;
        Assert.EndsWith("2 of 2 connections; the 1 oldest are shown, --limit 0 shows all\n", table, StringComparison.Ordinal);
        var top = (await CtlAsync(front, "top")).Succeeded().Output;
        Assert.Matches(@"(?m)^127\.0\.9\.0/24 +2 +1 +1$", top);
        Assert.Matches(@"(?m)^alice +2 +1 +1$", top);
        Assert.Equal(2, (await CtlAsync(front, "sessions", "--where", "colour = red")).ExitCode);
    }

    // Nothing but rules ends a connection.
    private FrontConfiguration Patient() => FrontConfiguration.ForDovecot(pair)
        .Option("mailfront_admin_socket", "{state}/admin")
        .Option("mailfront_first_command_deadline", "5m")
        .Option("mailfront_failed_deadline", "5m")
        .Option("mailfront_login_deadline", "10m");

    private static async Task<ImapConversation> FailedAsync(MailFrontProcess front, string from)
    {
        var client = await ImapConversation.ConnectAsync(front.Imap, from: from);
        await FailAsync(client);
        return client;
    }

    private static async Task FailAsync(ImapConversation client) =>
        Assert.StartsWith("NO ", (await client.CommandAsync("LOGIN alice canary-wrong")).Status, StringComparison.Ordinal);

    private static async Task<int> CountAsync(MailFrontProcess front, string where)
    {
        using var answer = JsonDocument.Parse((await CtlAsync(front, "sessions", "--where", where, "--limit", "1", "--json")).Succeeded().Output);
        return answer.RootElement.GetProperty("matching").GetInt32();
    }

    private static Task<ProgramResult> CtlAsync(MailFrontProcess front, params string[] arguments) =>
        MailFrontCommand.RunAsync(["ctl", .. arguments, "-C", front.Files.ImapdConf]);
}
