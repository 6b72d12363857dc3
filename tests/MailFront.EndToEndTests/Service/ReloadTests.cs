using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

[Collection(OwnLifetime.Name)]
public sealed class ReloadTests(DovecotPair pair)
{
    private const int MostAttempts = 100;
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Sighup_takes_a_new_certificate_and_keeps_sessions()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var session = await ImapConversation.LoggedInAsync(front.Imaps, DovecotPair.Alice, tls: true);
        var before = await CertificateAsync(front);
        front.Files.WriteCertificate("renewed.test");

        await front.SignalAsync("HUP");

        await EventuallyAsync(async () => await CertificateAsync(front) != before);
        (await session.CommandAsync("NOOP")).Ok();
    }

    [Fact]
    public async Task A_broken_certificate_at_sighup_leaves_the_old_one_in_use()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        var before = await CertificateAsync(front);
        await File.WriteAllTextAsync(front.Files.CertificateFile, "-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n");

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync(front.Files.CertificateFile);
        Assert.Equal(before, await CertificateAsync(front));
    }

    [Fact]
    public async Task Sighup_takes_a_new_password_file()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));

        // Both answers are remembered, and both change.
        Assert.True(await LogsInAsync(front, "alice", DovecotPair.Alice.Password));
        Assert.False(await LogsInAsync(front, "alice", "canary-changed"));
        await File.WriteAllTextAsync(front.Files.PasswdFile, "alice:{PLAIN}canary-changed\n");

        await front.SignalAsync("HUP");

        await EventuallyAsync(() => LogsInAsync(front, "alice", "canary-changed"));
        Assert.False(await LogsInAsync(front, "alice", DovecotPair.Alice.Password));
    }

    [Fact]
    public async Task A_changed_directory_entry_counts_after_sighup()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        Assert.True(await LogsInAsync(front, "alice", DovecotPair.Alice.Password));
        (await MailFrontCommand.RunAsync("directory", "set", "alice", "nowhere", "-C", front.Files.ImapdConf)).Succeeded();

        await front.SignalAsync("HUP");

        await EventuallyAsync(async () => !await LogsInAsync(front, "alice", DovecotPair.Alice.Password));
    }

    [Fact]
    public async Task Sighup_takes_changed_options()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await File.AppendAllTextAsync(front.Files.ImapdConf, "mailfront_max_login_failures: 1\n");

        await front.SignalAsync("HUP");

        await EventuallyAsync(async () =>
        {
            await using var client = await ImapConversation.ConnectAsync(front.Imap);
            await client.Line.SendAsync("a LOGIN alice canary-wrong\r\n");
            await client.Line.ReadLineAsync();
            await client.Line.SendAsync("b LOGOUT\r\n");
            return !(await client.Line.ReadToEndAsync()).Contains("b OK", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_broken_configuration_at_sighup_changes_nothing()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await File.AppendAllTextAsync(front.Files.ImapdConf, "mailfront_max_login_failures: many\n");

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("mailfront_max_login_failures");
        Assert.True(await LogsInAsync(front, "alice", DovecotPair.Alice.Password));
    }

    private static async Task<string> CertificateAsync(MailFrontProcess front)
    {
        await using var client = await LineClient.ConnectAsync(front.Imaps);
        return await client.SecureAsync();
    }

    private static async Task<bool> LogsInAsync(MailFrontProcess front, string user, string password)
    {
        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        return (await client.CommandAsync($"LOGIN {user} {password}")).Status.StartsWith("OK", StringComparison.Ordinal);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(_betweenAttempts);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail("The reload had no effect within ten seconds.");
    }
}
