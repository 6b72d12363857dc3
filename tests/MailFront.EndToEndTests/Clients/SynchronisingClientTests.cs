using System.Net;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>Programs that fetch whole mailboxes: mbsync, fetchmail, mutt.</summary>
[Collection(DovecotSessions.Name)]
public sealed class SynchronisingClientTests(DovecotFront fixture)
{
    private const int MessageCount = 13;
    private const long LargeMessageBytes = 7_000_000;

    [Theory]
    [InlineData("imap", "None")]
    [InlineData("imap", "STARTTLS")]
    [InlineData("imaps", "IMAPS")]
    public async Task Mbsync_copies_the_inbox_into_a_maildir(string service, string tls)
    {
        using var state = new StateFolder("mbsync");
        Directory.CreateDirectory(state.File("mail"));
        var rc = state.Write(
            "mbsyncrc",
            $"""
            IMAPAccount front
            Host localhost
            Port {Port(service)}
            User alice
            Pass {DovecotPair.Alice.Password}
            SSLType {tls}
            CertificateFile {fixture.Front.Files.CertificateFile}
            AuthMechs *

            IMAPStore far
            Account front

            MaildirStore near
            Path {state.Path}/mail/
            Inbox {state.Path}/mail/inbox

            Channel inbox
            Far :far:INBOX
            Near :near:INBOX
            Create Near
            SyncState *

            """);

        (await RunningProgram.RunAsync("mbsync", ["-c", rc, "inbox"])).Succeeded();

        var files = new DirectoryInfo(state.File("mail/inbox")).EnumerateFiles("*.*,U=*", SearchOption.AllDirectories).ToList();
        Assert.Equal(MessageCount, files.Count);
        Assert.Contains(files, file => file.Length > LargeMessageBytes);
    }

    [Theory]
    [InlineData("pop3", "pop3", "")]
    [InlineData("pop3s", "pop3", "ssl")]
    [InlineData("imap", "imap", "")]
    [InlineData("imaps", "imap", "ssl")]
    public async Task Fetchmail_delivers_every_message(string service, string protocol, string tls)
    {
        using var state = new StateFolder("fetchmail");
        var rc = state.Write(
            "fetchmailrc",
            $"""
            poll localhost service {Port(service)} protocol {protocol} auth password
              user "bob" password "{DovecotPair.Bob.Password}" {tls} sslproto {(tls.Length > 0 ? "\"auto\"" : "\"\"")} no sslcertck
              keep fetchall mda "/bin/cat > /dev/null && echo delivered >> {state.Path}/delivered"

            """);
        File.SetUnixFileMode(rc, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var result = await RunningProgram.RunAsync(
            "fetchmail", ["--fetchmailrc", rc, "--idfile", state.File("ids"), "--pidfile", state.File("pid"), "--nodetach", "--nosyslog"]);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Equal(MessageCount, (await File.ReadAllLinesAsync(state.File("delivered"))).Length);
    }

    [Theory]
    [InlineData("set ssl_force_tls=no ssl_starttls=no")]
    [InlineData("set ssl_force_tls=yes")]
    public async Task Mutt_opens_the_inbox_and_saves_a_message(string tls)
    {
        using var state = new StateFolder("mutt");
        var rc = state.Write(
            "muttrc",
            $"""
            set imap_pass="{DovecotPair.Alice.Password}"
            set certificate_file="{fixture.Front.Files.CertificateFile}" ssl_verify_host=no
            {tls}
            set record="" confirmcreate=no confirmappend=no wait_key=no
            push "11<enter><copy-message><kill-line>{state.Path}/saved<enter><exit>"

            """);

        // mutt wants a terminal; script(1) lends it one.
        var command = $"mutt -n -F {rc} -f imap://alice@127.0.0.1:{Port("imap")}/INBOX";
        await RunningProgram.RunAsync("env", ["TERM=xterm", "script", "-qec", command, "/dev/null"], deadline: TimeSpan.FromSeconds(30));

        Assert.Contains("Message-ID: <11.alice@example.org>", await File.ReadAllTextAsync(state.File("saved")), StringComparison.Ordinal);
    }

    private int Port(string service) => Assert.IsType<IPEndPoint>(fixture.Front[service]).Port;
}
