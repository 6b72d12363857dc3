using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Service;

/// <summary>Reloads that go wrong, that are overtaken by SIGTERM, or that change what listens.</summary>
[Collection(OwnLifetime.Name)]
public sealed class ReloadTroubleTests(DovecotPair pair)
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Sigterm_at_any_moment_of_a_reload_ends_with_success()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
            var pid = front.Pid.ToString(CultureInfo.InvariantCulture);
            var pause = (attempt * 0.004).ToString(CultureInfo.InvariantCulture);

            (await RunningProgram.RunAsync("/bin/sh", ["-c", $"kill -HUP {pid}; sleep {pause}; kill -HUP {pid}; kill -TERM {pid}"])).Succeeded();

            Assert.Equal(0, await front.WaitForExitAsync(_soon));
        }
    }

    [Theory]
    [InlineData("passwd")]
    [InlineData("front.pem")]
    [InlineData("imapd.conf")]
    public async Task Sigterm_is_not_held_up_by_a_reload_that_hangs_on_a_fifo(string file)
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        File.Delete(front.State.File(file));
        (await RunningProgram.RunAsync("/usr/bin/mkfifo", [front.State.File(file)])).Succeeded();

        await front.SignalAsync("HUP");
        await using (var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice))
        {
            (await session.CommandAsync("NOOP")).Ok();
        }

        await front.SignalAsync("TERM");

        Assert.Equal(0, await front.WaitForExitAsync(_soon));
    }

    [Fact]
    public async Task A_password_file_that_became_a_folder_keeps_the_old_passwords()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        File.Delete(front.Files.PasswdFile);
        Directory.CreateDirectory(front.Files.PasswdFile);

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("reload refused");
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
    }

    [Fact]
    public async Task A_password_file_without_users_keeps_the_old_passwords_and_the_rest_is_taken()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await File.WriteAllTextAsync(front.Files.PasswdFile, "\n");

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("reconfigured in part: 1");
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
    }

    [Fact]
    public async Task New_checkers_that_cannot_be_used_are_refused()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        var conf = await File.ReadAllTextAsync(front.Files.ImapdConf);
        var tooBig = front.State.Write("toobig", "");
        using (var file = File.OpenWrite(tooBig))
        {
            file.SetLength(300L * 1024 * 1024);
        }

        await File.WriteAllTextAsync(front.Files.ImapdConf, conf.Replace(front.Files.PasswdFile, tooBig, StringComparison.Ordinal));

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync($"reload refused, the old configuration stays: {tooBig} cannot be used");
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
    }

    [Fact]
    public async Task A_client_that_was_connected_before_the_checkers_changed_logs_in()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await using var client = await ImapConversation.ConnectAsync(front.Imap);
        await File.AppendAllTextAsync(front.Files.ImapdConf, "mailfront_checker_queue: 7\n");

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("Services reconfigured");
        (await client.CommandAsync($"LOGIN {DovecotPair.Alice.Name} {DovecotPair.Alice.Password}")).Ok();
    }

    [Fact]
    public async Task A_service_that_changes_its_protocol_speaks_the_new_one_at_the_same_place()
    {
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).WithoutServices().Service("mail", "imapd", "{state}/mail.sock"));
        var conf = await File.ReadAllTextAsync(front.Files.CyrusConf);
        await File.WriteAllTextAsync(front.Files.CyrusConf, conf.Replace("imapd", "pop3d", StringComparison.Ordinal));

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("Services reconfigured");
        await using var session = await Pop3Conversation.LoggedInAsync(front["mail"], DovecotPair.Alice);
    }

    [Fact]
    public async Task Systemd_is_told_of_the_listeners_that_a_reload_adds_and_removes()
    {
        using var folder = new StateFolder("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(folder.File("notify")));
        var configuration = FrontConfiguration.ForDovecot(pair)
            .WithoutServices().Service("first", "imapd", "{state}/first.sock").Service("second", "imapd", "{state}/second.sock");
        configuration.Environment["NOTIFY_SOCKET"] = folder.File("notify");
        await using var front = await MailFrontProcess.StartAsync(configuration);
        Assert.Contains("second=", await ReceiveAsync(systemd), StringComparison.Ordinal);
        var conf = await File.ReadAllTextAsync(front.Files.CyrusConf);
        await File.WriteAllTextAsync(front.Files.CyrusConf, conf.Replace("second", "third", StringComparison.Ordinal));

        await front.SignalAsync("HUP");

        Assert.Contains("RELOADING=1", await ReceiveAsync(systemd), StringComparison.Ordinal);
        var status = await ReceiveAsync(systemd);
        Assert.Contains("third=", status, StringComparison.Ordinal);
        Assert.DoesNotContain("second=", status, StringComparison.Ordinal);
        await using var session = await ImapConversation.LoggedInAsync(new UnixDomainSocketEndPoint(front.State.File("third.sock")), DovecotPair.Alice);
        Assert.False(File.Exists(front.State.File("second.sock")));
    }

    [Fact]
    public async Task An_address_that_cannot_be_bound_at_sighup_is_reported_and_the_others_serve()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        var conf = await File.ReadAllTextAsync(front.Files.CyrusConf);
        await File.WriteAllTextAsync(
            front.Files.CyrusConf, conf.Replace("SERVICES {", $"SERVICES {{\n  more cmd=\"imapd\" listen=\"{taken.LocalEndpoint}\"", StringComparison.Ordinal));

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("reconfigured in part: 1");
        await using var session = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
    }

    [Fact]
    public async Task Options_that_need_a_restart_are_named()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair));
        await File.AppendAllTextAsync(front.Files.ImapdConf, "virtdomains: userid\nsyslog_prefix: cyrus\n");

        await front.SignalAsync("HUP");

        await front.WaitForLogAsync("virtdomains (in directory names) changed");
        await front.WaitForLogAsync("syslog_prefix changed");
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[4096];
        var count = await socket.ReceiveAsync(buffer, timeout.Token);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
