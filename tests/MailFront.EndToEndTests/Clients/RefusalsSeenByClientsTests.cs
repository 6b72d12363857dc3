using System.Net;
using System.Net.Sockets;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

/// <summary>What programs make of a wrong password, of a checker that is down, and of one that has too much to do.</summary>
public sealed class RefusalsSeenByClientsTests : IAsyncLifetime, IDisposable
{
    private const string Wrong = "wrong";
    private const string Down = "down";
    private const string Overloaded = "overloaded";

    private readonly StateFolder _state = new("refusal");
    private readonly Socket _deafChecker = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Dictionary<string, MailFrontProcess> _fronts = [];
    private readonly List<LineClient> _queue = [];

    public async Task InitializeAsync()
    {
        // Takes connections and never answers: one question runs, one waits, the third is too many. All three are of users with a mailbox: a login
        // that leads nowhere would take the place of another such, and wait.
        Directory.CreateDirectory(_state.File("deaf"));
        _deafChecker.Bind(new UnixDomainSocketEndPoint(_state.File("deaf/mux")));
        _deafChecker.Listen(16);
        var wrong = Configuration().Option("sasl_pwcheck_method", "passwd-file");
        wrong.Users.Add(DovecotPair.Alice);
        _fronts[Wrong] = await MailFrontProcess.StartAsync(wrong);
        _fronts[Down] = await MailFrontProcess.StartAsync(Configuration().Option("sasl_saslauthd_path", _state.File("nobody/mux")));
        _fronts[Overloaded] = await MailFrontProcess.StartAsync(Configuration()
            .Option("sasl_saslauthd_path", _state.File("deaf/mux"))
            .Option("mailfront_checker_deadline", "60s")
            .Option("mailfront_checker_concurrency", "1")
            .Option("mailfront_checker_queue", "1"));
        for (var i = 0; i < 2; i++)
        {
            var client = await LineClient.ConnectAsync(_fronts[Overloaded].Imap);
            await client.ReadLineAsync();
            await client.SendAsync($"a LOGIN someone{i} canary-waits\r\n");
            _queue.Add(client);
        }

        await WaitForQueueAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _queue)
        {
            await client.DisposeAsync();
        }

        foreach (var front in _fronts.Values)
        {
            await front.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _deafChecker.Dispose();
        _state.Dispose();
    }

    [Theory]
    [InlineData(Wrong, "[AUTHENTICATIONFAILED]")]
    [InlineData(Down, "[UNAVAILABLE]")]
    [InlineData(Overloaded, "[UNAVAILABLE]")]
    public async Task Imaplib_s_exception_has_the_code(string cause, string code) => Assert.Contains(code, (await PythonAsync(
        $"import imaplib; imaplib.IMAP4('127.0.0.1', {Port(cause, "imap")}).login('alice', 'canary-wrong')")).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData(Wrong, "[AUTH]")]
    [InlineData(Down, "[SYS/TEMP]")]
    [InlineData(Overloaded, "[SYS/TEMP]")]
    public async Task Poplib_s_exception_has_the_code(string cause, string code) => Assert.Contains(code, (await PythonAsync(
        $"import poplib; p = poplib.POP3('127.0.0.1', {Port(cause, "pop3")}); p.user('alice'); p.pass_('canary-wrong')")).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData(Wrong, "NO [AUTHENTICATIONFAILED]")]
    [InlineData(Down, "NO [UNAVAILABLE]")]
    [InlineData(Overloaded, "NO [UNAVAILABLE]")]
    public async Task Mbsync_prints_the_code(string cause, string code)
    {
        var rc = _state.Write("mbsyncrc", $"""
            IMAPAccount front
            Host 127.0.0.1
            Port {Port(cause, "imap")}
            User alice
            Pass canary-wrong
            SSLType None
            AuthMechs *

            IMAPStore far
            Account front

            MaildirStore near
            Path {_state.Path}/
            Inbox {_state.Path}/inbox

            Channel inbox
            Far :far:INBOX
            Near :near:INBOX

            """);

        var result = await RunningProgram.RunAsync("mbsync", ["-c", rc, "inbox"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(code, result.Output + result.Errors, StringComparison.Ordinal);
    }

    // 3 is "authentication failed", 14 is "server busy". Over IMAP fetchmail takes any NO to a login for the former, whatever its code.
    [Theory]
    [InlineData(Wrong, "pop3", 3)]
    [InlineData(Down, "pop3", 14)]
    [InlineData(Overloaded, "pop3", 14)]
    [InlineData(Wrong, "imap", 3)]
    [InlineData(Down, "imap", 3)]
    public async Task Fetchmail_knows_a_busy_server_by_POP3_only(string cause, string protocol, int exitCode)
    {
        var rc = _state.Write("fetchmailrc", $"""
            poll 127.0.0.1 service {Port(cause, protocol)} protocol {protocol} auth password
              user "alice" password "canary-wrong" sslproto "" no sslcertck keep fetchall mda "/bin/cat > /dev/null"

            """);
        File.SetUnixFileMode(rc, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var result = await RunningProgram.RunAsync(
            "fetchmail", ["--fetchmailrc", rc, "--idfile", _state.File("ids"), "--pidfile", _state.File("pid"), "--nodetach", "--nosyslog"]);

        Assert.Equal(exitCode, result.ExitCode);
    }

    // curl says "Login denied" to any refusal; the code is in what it shows with --verbose.
    [Theory]
    [InlineData(Wrong, "imap", "NO [AUTHENTICATIONFAILED]")]
    [InlineData(Down, "imap", "NO [UNAVAILABLE]")]
    [InlineData(Overloaded, "imap", "NO [UNAVAILABLE]")]
    [InlineData(Wrong, "pop3", "-ERR [AUTH]")]
    [InlineData(Down, "pop3", "-ERR [SYS/TEMP]")]
    public async Task Curl_shows_the_code_when_asked_to(string cause, string scheme, string code)
    {
        var result = await RunningProgram.RunAsync(
            "curl", ["--silent", "--verbose", "--max-time", "30", "--user", "alice:canary-wrong", $"{scheme}://127.0.0.1:{Port(cause, scheme)}/"]);

        Assert.Equal(67, result.ExitCode);
        Assert.Contains(code, result.Errors, StringComparison.Ordinal);
    }

    // The default deadline would let the two go before the last client has come.
    private static FrontConfiguration Configuration()
    {
        var configuration = new FrontConfiguration()
            .Service("imap", "imapd", "127.0.0.1:0")
            .Service("pop3", "pop3d", "127.0.0.1:0")
            .Option("servername", "front.test")
            .Option("allowplaintext", "yes")
            .Option("sasl_pwcheck_method", "saslauthd")
            .Option("mailfront_routing", "user")
            .Option("mailfront_directory", "sqlite")
            .Option("mailfront_admin_socket", "{state}/admin")
            .Option("mailfront_login_deadline", "10m")
            .Option("failedloginpause", "0");
        foreach (var user in (string[])["alice", "someone0", "someone1"])
        {
            configuration.Directory[user] = "mail1";
        }

        return configuration;
    }

    private static Task<ProgramResult> PythonAsync(string program) => RunningProgram.RunAsync("/usr/bin/python3", ["-c", program]);

    private int Port(string cause, string service) => Assert.IsType<IPEndPoint>(_fronts[cause][service]).Port;

    private async Task WaitForQueueAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var queue = await MailFrontCommand.RunAsync("ctl", "queue", "--json", "-C", _fronts[Overloaded].Files.ImapdConf);
            if (queue.Output.Contains("\"waiting\":1,\"running\":1", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        }
    }
}
