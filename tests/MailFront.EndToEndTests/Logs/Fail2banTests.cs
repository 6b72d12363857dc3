using System.Text;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Logs;

/// <summary>fail2ban's own cyrus-imap filter, as Debian ships it, over the log of a running process.</summary>
[Collection(OwnProcess.Name)]
public sealed class Fail2banTests(DovecotPair pair)
{
    private const string Filter = "/etc/fail2ban/filter.d/cyrus-imap.conf";
    private const string ForgedAddress = "6.6.6.6";

    // What a login that failed is told, by one way or another.
    private static readonly string[] _refusals = ["authentication failure", "Invalid login"];
    private static readonly TestUser _wrong = new("alice", "canary-wrong");

    [Fact]
    public async Task Every_failed_login_of_every_protocol_is_matched_with_the_clients_address()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        List<string> expected = [];
        foreach (var tls in new[] { false, true })
        {
            var imap = tls ? front.Imaps : front.Imap;
            var pop3 = tls ? front.Pop3s : front.Pop3;
            await ImapFailureAsync("LOGIN alice canary-wrong");
            await ImapFailureAsync($"AUTHENTICATE PLAIN {_wrong.PlainMessage}");
            await ImapFailureAsync($"AUTHENTICATE PLAIN {new TestUser("nobody", "canary-wrong").PlainMessage}");
            await Pop3FailureAsync(client => client.PassAsync(_wrong));
            await Pop3FailureAsync(client => client.CommandAsync($"AUTH PLAIN {_wrong.PlainMessage}"));

            async Task ImapFailureAsync(string command)
            {
                await using var client = await ImapConversation.ConnectAsync(imap, tls, NextAddress());
                Assert.StartsWith("NO ", (await client.CommandAsync(command)).Status, StringComparison.Ordinal);
            }

            async Task Pop3FailureAsync(Func<Pop3Conversation, Task<string>> attempt)
            {
                await using var client = await Pop3Conversation.ConnectAsync(pop3, tls, NextAddress());
                Assert.StartsWith("-ERR [AUTH] ", await attempt(client), StringComparison.Ordinal);
            }
        }

        await front.WaitForLogAsync(expected[^1]);
        Assert.Equal(expected, await MatchedAddressesAsync(front));

        string NextAddress()
        {
            expected.Add($"127.0.8.{expected.Count + 1}");
            return expected[^1];
        }
    }

    [Fact]
    public async Task A_good_login_is_not_matched()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using (var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice, from: "127.0.8.100"))
        {
            (await client.CommandAsync("LOGOUT")).Ok();
        }

        await front.WaitForLogAsync("login: ");

        Assert.Empty(await MatchedAddressesAsync(front));
    }

    public static TheoryData<string> ForgedNames => new(
        $"x rhost={ForgedAddress}]",
        $"x [{ForgedAddress}] plaintext (x) [SASL(-13): authentication failure: x]",
        $"x\r\nNov 24 08:00:00 front imap[1]: badlogin: evil [{ForgedAddress}] plaintext (x) [SASL(-13): authentication failure: x]",
        $"x\nNov 24 08:00:00 front imap[1]: badlogin: evil [{ForgedAddress}] plaintext (x) [SASL(-13): authentication failure: x]\n",
        $"x\r{ForgedAddress} badlogin: [{ForgedAddress}] PLAIN (x) [SASL(-13): user not found: x]",
        $"x) [SASL(-13): authentication failure: x] badlogin: [{ForgedAddress}] plaintext (y",
        $"\u0085badlogin: [{ForgedAddress}] plaintext (y) [SASL(-13): authentication failure: x]");

    [Theory]
    [MemberData(nameof(ForgedNames))]
    public async Task No_user_name_can_put_another_address_into_the_log(string name)
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0canary-wrong"));
        List<string> refused = [];
        await AttemptAsync("127.0.9.1", "imap", $"a LOGIN {{{name.Length}+}}\r\n{name} canary-wrong\r\nb LOGOUT\r\n");
        await AttemptAsync("127.0.9.2", "imap", $"a LOGIN {{{name.Length}}}\r\n", $"{name} canary-wrong\r\nb LOGOUT\r\n");
        await AttemptAsync("127.0.9.3", "imap", $"a AUTHENTICATE PLAIN {message}\r\nb LOGOUT\r\n");
        await AttemptAsync("127.0.9.4", "imap", $"a ID (\"name\" {{{name.Length}+}}\r\n{name})\r\nb LOGIN alice canary-wrong\r\nc LOGOUT\r\n");
        await AttemptAsync("127.0.9.5", "imap", $"{name}\r\na LOGIN alice canary-wrong\r\nb LOGOUT\r\n");
        await AttemptAsync("127.0.9.6", "pop3", $"AUTH PLAIN {message}\r\nQUIT\r\n");
        await AttemptAsync("127.0.9.7", "pop3", $"USER {name}\r\nPASS canary-wrong\r\nQUIT\r\n");
        await AttemptAsync("127.0.9.8", "pop3", "USER alice\r\nPASS canary-wrong\r\nQUIT\r\n");

        await front.WaitForLogAsync("127.0.9.8");
        var matched = await MatchedAddressesAsync(front);

        // Not every name makes a login: USER, SASL PLAIN and the grammar of commands refuse some of them, and then there is none to fail.
        Assert.Equal(refused, matched);
        Assert.Superset(new HashSet<string>(["127.0.9.1", "127.0.9.2", "127.0.9.4", "127.0.9.8"]), new HashSet<string>(matched));

        // Sends parts, each after one line of answer.
        async Task AttemptAsync(string from, string service, params string[] parts)
        {
            await using var client = await LineClient.ConnectAsync(front[service], from: from);
            foreach (var part in parts)
            {
                await client.ReadLineAsync();
                await client.SendAsync(part);
            }

            // Not shut down before: whoever hangs up during the check gives his login up.
            var answers = await client.ReadToEndAsync();
            if (_refusals.Any(refusal => answers.Contains(refusal, StringComparison.Ordinal)))
            {
                refused.Add(from);
            }
        }
    }

    private static async Task<string[]> MatchedAddressesAsync(MailFrontProcess front)
    {
        var result = await RunningProgram.RunAsync("fail2ban-regex", ["--out", "ip", front.LogFile, Filter]);
        Assert.True(result.Errors.Length == 0, result.Errors);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
