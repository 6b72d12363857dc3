using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Logs;

/// <summary>Disposing each process searches its log for the passwords; these tests give that search everything to find.</summary>
[Collection(OwnProcess.Name)]
public sealed class SecretsInLogsTests(DovecotPair pair)
{
    [Theory]
    [InlineData("classic")]
    [InlineData("json")]
    public async Task No_password_of_any_attempt_is_logged(string format)
    {
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).Option("mailfront_log_format", format).Option("debug", "yes"));
        var wrong = new TestUser("alice", "canary-wrong");
        await TalkAsync(front, "imap", $"a LOGIN alice {DovecotPair.Alice.Password}\r\nb LOGOUT\r\n");
        await TalkAsync(front, "imap", $"a LOGIN alice {wrong.Password}\r\nb AUTHENTICATE PLAIN {wrong.PlainMessage}\r\nc LOGOUT\r\n");
        await TalkAsync(front, "imap", $"a LOGIN alice \"{wrong.Password}\" surplus\r\nLOGIN alice {wrong.Password}\r\nc LOGOUT\r\n");
        await TalkAsync(front, "imap", $"a AUTHENTICATE PLAIN\r\n{wrong.PlainMessage}=\r\nc AUTHENTICATE {wrong.PlainMessage}\r\nd LOGOUT\r\n");
        // PASS without its space is an unknown command with the password in it.
        await TalkAsync(front, "pop3", $"USER carol\r\nPASS {wrong.Password}\r\nAUTH PLAIN {wrong.PlainMessage}\r\nPASS{wrong.Password}\r\nQUIT\r\n");
        await TalkAsync(front, "pop3", $"AUTH PLAIN {DovecotPair.Carol.PlainMessage}\r\nQUIT\r\n");

        await front.WaitForLogAsync("carol");

        Assert.DoesNotContain("canary", front.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_are_json()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Option("mailfront_log_format", "json"));
        await TalkAsync(front, "imap", $"a LOGIN alice {DovecotPair.Alice.Password}\r\nb LOGOUT\r\n");
        await front.WaitForLogAsync("alice");

        var lines = front.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
    }

    private static async Task TalkAsync(MailFrontProcess front, string service, string text)
    {
        await using var client = await LineClient.ConnectAsync(front[service]);
        await client.ReadLineAsync();
        await client.SendAsync(text);

        // Not shut down before: whoever hangs up during the check gives his login up, and what follows is never spoken.
        var answers = await client.ReadToEndAsync();
        Assert.Contains("OK", answers.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }
}
