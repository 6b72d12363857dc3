using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Listeners;

[Collection(OwnProcess.Name)]
public sealed class ListenerKindTests(DovecotPair pair)
{
    [Fact]
    public async Task An_ipv6_listener_serves()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Service("imap6", "imapd", "[::1]:0"));

        await using var client = await ImapConversation.LoggedInAsync(front["imap6"], DovecotPair.Alice);

        (await client.CommandAsync("SELECT INBOX")).Ok();
    }

    [Fact]
    public async Task A_unix_socket_serves()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Service("imapunix", "imapd", "{state}/imap.sock"));

        await using var client = await ImapConversation.LoggedInAsync(front["imapunix"], DovecotPair.Alice);

        (await client.CommandAsync("SELECT INBOX")).Ok();
    }

    [Fact]
    public async Task A_unix_socket_left_by_a_dead_process_is_taken_over()
    {
        var configuration = FrontConfiguration.ForDovecot(pair).WithoutServices();
        using var folder = new StateFolder("unix");
        configuration.Service("imapunix", "imapd", folder.File("imap.sock"));
        using (var left = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            left.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(folder.File("imap.sock")));
        }

        // .NET removes the file when the socket is disposed; a crashed process does not.
        if (!File.Exists(folder.File("imap.sock")))
        {
            (await RunningProgram.RunAsync(
                "/usr/bin/python3", ["-c", "import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", folder.File("imap.sock")])).Succeeded();
        }

        await using var front = await MailFrontProcess.StartAsync(configuration);

        await using var client = await ImapConversation.LoggedInAsync(front["imapunix"], DovecotPair.Alice);
        (await client.CommandAsync("NOOP")).Ok();
    }

    [Fact]
    public async Task Several_services_of_one_kind_run_at_once()
    {
        await using var front = await MailFrontProcess.StartAsync(FrontConfiguration.ForDovecot(pair).Service("imapsecond", "imapd", "127.0.0.1:0"));

        await using var first = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        await using var second = await ImapConversation.LoggedInAsync(front["imapsecond"], DovecotPair.Bob);

        Assert.NotEqual(front.Imap, front["imapsecond"]);
    }

    [Fact]
    public async Task A_listener_that_systemd_opened_is_used()
    {
        // What systemd does for a .socket unit (sd_listen_fds(3)): descriptor 3 listens, the environment says so.
        const string Launcher = """
            import os, socket, sys
            listener = socket.create_server(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            conf = sys.argv[sys.argv.index("-M") + 1]
            text = open(conf).read().replace("127.0.0.1:PORT", "127.0.0.1:%d" % port)
            open(conf, "w").write(text)
            if listener.fileno() != 3:
                os.dup2(listener.fileno(), 3)
                listener.close()
            os.set_inheritable(3, True)
            os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES="imap")
            os.execv(sys.argv[1], sys.argv[1:])
            """;
        var configuration = FrontConfiguration.ForDovecot(pair).WithoutServices().Service("imap", "imapd", "127.0.0.1:PORT");
        configuration.Launcher.AddRange(["/usr/bin/python3", "-c", Launcher]);

        await using var front = await MailFrontProcess.StartAsync(configuration);

        await using var client = await ImapConversation.LoggedInAsync(front.Imap, DovecotPair.Alice);
        (await client.CommandAsync("SELECT INBOX")).Ok();
    }
}
