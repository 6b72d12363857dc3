using System.Net;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>Mechanisms other than PLAIN and LOGIN, as real clients speak them.</summary>
[Collection(OwnProcess.Name)]
public sealed class MechanismTests(DovecotPair pair)
{
    private const int AuthenticationFailed = 67;
    private const string CyrusTest = "/usr/lib/cyrus/bin/";

    [Theory]
    [InlineData("imap", "OAUTHBEARER")]
    [InlineData("imaps", "XOAUTH2")]
    [InlineData("pop3", "OAUTHBEARER")]
    [InlineData("pop3s", "XOAUTH2")]
    public async Task Curl_logs_in_with_a_token_and_reports_an_expired_one_as_a_failure(string scheme, string mechanism)
    {
        await using var server = await MechanismFront.StartAsync(pair);
        string[] options = ["--user", "alice", "--login-options", $"AUTH={mechanism}", "--oauth2-bearer"];

        (await CurlAsync(server, scheme, [.. options, server.TokenOf("alice")])).Succeeded();
        var expired = await CurlAsync(server, scheme, [.. options, server.TokenOf("alice", TimeSpan.FromMinutes(-5))]);
        var others = await CurlAsync(server, scheme, [.. options, server.TokenOf("bob")]);

        Assert.Equal((AuthenticationFailed, AuthenticationFailed), (expired.ExitCode, others.ExitCode));
    }

    [Theory]
    [InlineData("imaps")]
    [InlineData("pop3s")]
    public async Task Curl_logs_in_with_a_client_certificate_and_not_without(string scheme)
    {
        await using var server = await MechanismFront.StartAsync(pair);
        string[] options = ["--user", "alice:", "--login-options", "AUTH=EXTERNAL"];

        (await CurlAsync(server, scheme, [.. options, "--cert", server.ClientCertificateFile, "--key", server.ClientKeyFile])).Succeeded();
        var without = await CurlAsync(server, scheme, options);
        var other = await CurlAsync(
            server, scheme, ["--user", "bob:", "--login-options", "AUTH=EXTERNAL", "--cert", server.ClientCertificateFile, "--key", server.ClientKeyFile]);

        Assert.Equal((AuthenticationFailed, AuthenticationFailed), (without.ExitCode, other.ExitCode));
    }

    [Theory]
    [InlineData("imtest", "imap", "SCRAM-SHA-256", "IMAP4rev1")]
    [InlineData("imtest", "imap", "SCRAM-SHA-1", "IMAP4rev1")]
    [InlineData("pop3test", "pop3", "SCRAM-SHA-256", "+OK")]
    public async Task Libsasl_logs_in_by_scram_and_fails_with_another_password(string program, string service, string mechanism, string success)
    {
        await using var server = await MechanismFront.StartAsync(pair);
        string[] Arguments(string password) =>
        [
            "-m", mechanism, "-u", "alice", "-a", "alice", "-w", password, "-p", $"{Port(server, service)}", "localhost",
        ];

        var right = await RunningProgram.RunAsync(CyrusTest + program, Arguments(DovecotPair.Alice.Password), "Q LOGOUT\r\nQUIT\r\n");
        var wrong = await RunningProgram.RunAsync(CyrusTest + program, Arguments("canary-wrong"), "Q LOGOUT\r\nQUIT\r\n");

        Assert.Contains("Authenticated.", right.Output, StringComparison.Ordinal);
        Assert.Contains(success, right.Output, StringComparison.Ordinal);
        Assert.Contains("Authentication failed", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mbsync_copies_a_mailbox_after_scram()
    {
        await using var server = await MechanismFront.StartAsync(pair);
        using var state = new StateFolder("mbscram");
        Directory.CreateDirectory(state.File("mail"));
        var rc = state.Write(
            "mbsyncrc",
            $"""
            IMAPAccount front
            Host localhost
            Port {Port(server, "imap")}
            User alice
            Pass {DovecotPair.Alice.Password}
            SSLType None
            AuthMechs SCRAM-SHA-256

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

        Assert.NotEmpty(Directory.EnumerateFiles(state.File("mail/inbox"), "*.*,U=*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Fetchmail_logs_in_by_apop()
    {
        await using var server = await MechanismFront.StartAsync(pair);
        using var state = new StateFolder("apop");
        var rc = state.Write(
            "fetchmailrc",
            $"""
            poll localhost service {Port(server, "pop3")} protocol apop
              user "bob" password "{DovecotPair.Bob.Password}" sslproto ""
              keep fetchall mda "/bin/cat > /dev/null && echo delivered >> {state.Path}/delivered"

            """);
        File.SetUnixFileMode(rc, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var result = await RunningProgram.RunAsync(
            "fetchmail", ["--fetchmailrc", rc, "--idfile", state.File("ids"), "--pidfile", state.File("pid"), "--nodetach", "--nosyslog"]);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.NotEmpty(await File.ReadAllLinesAsync(state.File("delivered")));
    }

    [Fact]
    public async Task An_admin_reads_anothers_mail_by_imaplib_and_a_user_does_not()
    {
        await using var server = await MechanismFront.StartAsync(pair, configuration => configuration.Option("admins", "bob"));
        const string Script = """
            import imaplib, sys
            server = imaplib.IMAP4("localhost", int(sys.argv[1]))
            server.authenticate("PLAIN", lambda _: f"{sys.argv[4]}\0{sys.argv[2]}\0{sys.argv[3]}".encode())
            print(server.select("INBOX", readonly=True)[0])
            server.logout()
            """;
        var port = $"{Port(server, "imap")}";

        var admin = await RunningProgram.RunAsync("python3", ["-c", Script, port, "bob", DovecotPair.Bob.Password, "carol"]);
        var user = await RunningProgram.RunAsync("python3", ["-c", Script, port, "alice", DovecotPair.Alice.Password, "carol"]);

        Assert.Equal("OK", admin.Succeeded().Output.Trim());
        Assert.Contains("AUTHENTICATIONFAILED", user.Errors, StringComparison.Ordinal);
    }

    private static int Port(MechanismFront server, string service) => ((IPEndPoint)server.Front[service]).Port;

    private static Task<ProgramResult> CurlAsync(MechanismFront server, string scheme, IEnumerable<string> more) => RunningProgram.RunAsync(
        "curl", ["--silent", "--show-error", "--insecure", "--max-time", "30", .. more, $"{scheme}://{server.Front[scheme]}/"]);
}
