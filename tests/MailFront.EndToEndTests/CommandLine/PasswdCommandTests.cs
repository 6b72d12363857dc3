using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.CommandLine;

[Collection(OwnProcess.Name)]
public sealed class PasswdCommandTests(DovecotPair pair)
{
    private const string NewPassword = "canary-new-c81e";

    [Theory]
    [InlineData(null)]
    [InlineData("PBKDF2")]
    [InlineData("SHA512-CRYPT")]
    [InlineData("SHA256-CRYPT")]
    public async Task An_entry_it_makes_lets_the_user_in(string? scheme)
    {
        string[] options = scheme is null ? [] : ["--scheme", scheme];
        var entry = (await MailFrontCommand.RunWithInputAsync(NewPassword + "\n", ["passwd", .. options, "alice"])).Succeeded().Output.Trim();
        Assert.StartsWith("alice:{", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", entry, StringComparison.Ordinal);
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await File.WriteAllTextAsync(front.Files.PasswdFile, entry + "\n");
        await front.SignalAsync("HUP");

        await using var client = await FirstLoginAsync(front);

        Assert.StartsWith("NO [AUTHENTICATIONFAILED] ", (await OldPasswordAsync(front)).Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_not_printed()
    {
        var result = (await MailFrontCommand.RunWithInputAsync(NewPassword + "\n", "passwd", "alice")).Succeeded();

        Assert.DoesNotContain(NewPassword, result.Output + result.Errors, StringComparison.Ordinal);
    }

    private static async Task<ImapAnswer> OldPasswordAsync(MailFrontProcess front)
    {
        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        return await client.CommandAsync($"LOGIN alice {DovecotPair.Alice.Password}");
    }

    private static async Task<ImapConversation> FirstLoginAsync(MailFrontProcess front)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var client = await ImapConversation.ConnectAsync(front.Imap);
            if ((await client.CommandAsync($"LOGIN alice {NewPassword}")).Status.StartsWith("OK", StringComparison.Ordinal))
            {
                return client;
            }

            await client.DisposeAsync();
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException("The new password did not work within ten seconds.");
    }
}
